"""Plays the published MinAtar package as a black box and writes down what it drew, did and showed.

record.py FOLDER [SEED]: writes FOLDER/GAME.txt for each game. The package's source is neither read nor needed: its
random generator is replaced by one that notes each call and its result. Lines of a file, fields split by blanks:

  environment STICKY RAMPING            a new environment; the remembered action is 0
  reset DRAWS FRAME
  act ACTION DRAWS REWARD ENDED FRAME

DRAWS is "-" or a list "u0.25,i5:3": a uniform number, or the whole number 3 of 0..4 (numbers that begin elsewhere are
shifted to 0). FRAME is hexadecimal, plane by plane, row by row, first cell in the highest bit. RAMPING, ENDED: 0 or 1.
"""

import logging
import os
import random
import sys

logging.disable(logging.WARNING)

import numpy as np  # noqa: E402
from minatar import Environment  # noqa: E402

import players  # noqa: E402

GAMES = ["breakout", "space_invaders", "freeway", "asterix", "seaquest"]


class Recorder:
    """Stands in for the environment's generator; a shape other than the known ones is an error, not a guess."""

    def __init__(self, seed):
        self.source = np.random.RandomState(seed)
        self.draws = []

    def rand(self, *shape):
        result = self.source.rand(*shape)
        self.draws += ["u%r" % float(value) for value in np.ravel(result)]
        return result

    def randint(self, low, high=None, size=None):
        result = self.source.randint(low, high, size)
        first, bound = (0, low) if high is None else (low, high - low)
        self.draws += ["i%d:%d" % (bound, value - first) for value in np.ravel(result)]
        return result

    def taken(self):
        text = ",".join(self.draws) or "-"
        self.draws = []
        return text


def frame(environment):
    planes = np.transpose(environment.state(), (2, 0, 1)).astype(np.uint8)
    return np.packbits(planes.ravel()).tobytes().hex()


def play(out, game, sticky, ramping, steps, choose, seed):
    environment = Environment(game, sticky_action_prob=sticky, difficulty_ramping=ramping)
    recorder = Recorder(seed)
    environment.random = recorder
    environment.env.random = recorder
    out.write("environment %r %d\n" % (sticky, ramping))
    ended = True
    for _ in range(steps):
        if ended:
            environment.reset()
            out.write("reset %s %s\n" % (recorder.taken(), frame(environment)))
        action = choose(environment.state())
        reward, ended = environment.act(action)
        out.write("act %d %s %d %d %s\n" % (action, recorder.taken(), reward, ended, frame(environment)))


def main(folder, seed=1):
    for game in GAMES:
        chance = random.Random(seed)
        anything = lambda state: chance.randrange(6)  # noqa: E731
        skilled = players.PLAYERS[game](chance)
        path = os.path.join(folder, game + ".txt")
        with open(path + ".part", "w", encoding="ascii") as out:
            play(out, game, 0.1, True, 3000, anything, 4 * seed)
            play(out, game, 0.1, True, 3000, skilled, 4 * seed + 1)
            play(out, game, 0.0, True, 8000, skilled, 4 * seed + 2)
            play(out, game, 0.0, False, 2000, skilled, 4 * seed + 3)
        os.replace(path + ".part", path)


main(sys.argv[1], *map(int, sys.argv[2:]))
