"""Players that last longer than random ones, so that a recording reaches the later rules. They see the frame only."""

import numpy as np

N, L, U, R, D, F = range(6)


def cells(state, channel):
    ys, xs = np.nonzero(state[:, :, channel])
    return list(zip(xs.tolist(), ys.tolist()))


def towards(x, target):
    return L if target < x else R if target > x else N


class Breakout:
    def __init__(self, chance):
        self.chance = chance

    def __call__(self, state):
        (paddle, _), (x, y), (old, before) = (cells(state, c)[0] for c in range(3))
        way = 1 if x > old or (x == old and x == 0) else -1
        if y >= before:
            while y < 8:
                x += way
                if not 0 <= x <= 9:
                    x, way = min(9, max(0, x)), -way
                y += 1
        # Either of two cells returns the ball, at different angles.
        return towards(paddle, x if self.chance.random() < 0.9 else min(9, max(0, x + way)))


class SpaceInvaders:
    def __init__(self, chance):
        self.chance = chance

    def __call__(self, state):
        x = cells(state, 0)[0][0]
        threats = [bx for bx, by in cells(state, 5) if by >= 6]
        if x in threats:
            free = [(move, nx) for move, nx in ((L, x - 1), (R, x + 1)) if 0 <= nx <= 9 and nx not in threats]
            return self.chance.choice(free)[0] if free else F
        aliens = cells(state, 1)
        if self.chance.random() < 0.5 or not aliens:
            return F
        move = towards(x, min((ax for ax, _ in aliens), key=lambda ax: abs(ax - x)))
        return F if x + {L: -1, R: 1}.get(move, 0) in threats else move


class Freeway:
    def __init__(self, chance):
        self.chance = chance

    def __call__(self, state):
        return U if self.chance.random() < 0.9 else self.chance.randrange(6)


class Walker:
    """Goes where no enemy is near and wanted things are; the games say what is what."""

    def __init__(self, chance):
        self.chance = chance

    def danger(self, x, y, state):
        raise NotImplementedError

    def wish(self, x, y, state):
        raise NotImplementedError

    def __call__(self, state):
        x, y = cells(state, 0)[0]
        best, choice = None, N
        for action, dx, dy in ((N, 0, 0), (L, -1, 0), (U, 0, -1), (R, 1, 0), (D, 0, 1)):
            nx, ny = min(9, max(0, x + dx)), min(8, max(self.top(state), y + dy))
            value = self.wish(nx, ny, state) - 100 * self.danger(nx, ny, state) + 0.1 * self.chance.random()
            if best is None or value > best:
                best, choice = value, action
        return choice


class Asterix(Walker):
    def top(self, state):
        return 1

    def danger(self, x, y, state):
        trails = set(cells(state, 2))
        total = 0
        for ex, ey in cells(state, 1):
            way = -1 if (ex + 1, ey) in trails else 1
            if ey == y and -1 <= (x - ex) * way <= 2:
                total += 3 - abs(x - ex)
        edge = 1 if x in (0, 9) else 0
        return total + edge

    def wish(self, x, y, state):
        return -min([abs(x - gx) + abs(y - gy) for gx, gy in cells(state, 3)] or [0])


class Seaquest(Walker):
    def top(self, state):
        return 0

    def danger(self, x, y, state):
        trails = set(cells(state, 3))
        total = 0
        for ex, ey in cells(state, 5) + cells(state, 6):
            way = -1 if (ex + 1, ey) in trails else 1
            if ey == y and -1 <= (x - ex) * way <= 2:
                total += 3 - abs(x - ex)
        for bx, by in cells(state, 4):
            if by == y and abs(x - bx) <= 3:
                total += 2
        divers = len(cells(state, 8))
        if y == 0 and divers == 0:
            total += 10
        return total + (1 if x in (0, 9) else 0)

    def wish(self, x, y, state):
        oxygen, divers = len(cells(state, 7)), len(cells(state, 8))
        if divers and (oxygen <= 1 or divers >= self.enough or state[0, :, 0].any()):
            return -y if not state[0, :, 0].any() else y
        near = min([abs(x - dx) + abs(y - dy) for dx, dy in cells(state, 9)] or [abs(y - 4)])
        return -near

    def __call__(self, state):
        if state[0, :, 0].any():
            self.enough = self.chance.choice((1, 2, 6, 6))
            return D if self.chance.random() < 0.9 else N
        x, y = cells(state, 0)[0]
        back = cells(state, 1)
        way = 1 if back and back[0][0] < x else -1
        row = [ex for ex, ey in cells(state, 5) + cells(state, 6) if ey == y]
        if any((ex - x) * way > 0 for ex in row) and self.chance.random() < 0.7:
            return F
        return super().__call__(state)


PLAYERS = {
    "breakout": Breakout,
    "space_invaders": SpaceInvaders,
    "freeway": Freeway,
    "asterix": Asterix,
    "seaquest": Seaquest,
}
