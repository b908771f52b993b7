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
    """Keeps off bullets, and shoots where an alien will be when the bullet gets there."""

    def __init__(self, chance):
        self.chance = chance

    def meeting(self, alien, way, period):
        x, flight = alien[0], 9 - alien[1]
        for _ in range((flight + self.chance.randrange(period)) // period):
            if 0 <= x + way <= 9:
                x += way
            else:
                way = -way
        return x

    def __call__(self, state):
        x = cells(state, 0)[0][0]
        aliens = cells(state, 1)
        way = -1 if cells(state, 2) else 1
        period = min(12, max(1, len(aliens)))
        low = max([ay for _, ay in aliens] or [0])
        deadly = {bx for bx, by in cells(state, 5) if by == 8} | {ax for ax, ay in aliens if ay == 9}
        deadly |= {ax + way for ax, ay in aliens if ay == 9}
        near = {bx for bx, by in cells(state, 5) if by in (6, 7)}
        moves = [(action, nx) for action, nx in ((F, x), (L, x - 1), (R, x + 1)) if 0 <= nx <= 9]
        wanted = [alien for alien in aliens if alien[1] == low or self.chance.random() < 0.3]
        goals = [self.meeting(alien, way, period) for alien in wanted] or [5]
        goal = min(goals, key=lambda gx: abs(gx - x))
        action, _ = min(moves, key=lambda m: 100 * (m[1] in deadly) + 10 * (m[1] in near) + abs(m[1] - goal))
        return N if action == F and x not in goals else action


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
