#!/usr/bin/env python3
"""A plain counter of repetitions, to measure the time of Holdfast's beside (the B3 of the recorded sets' README).

    baseline.py READINGS RATE       lines of x y z in mg, RATE of them a second

Prints the milliseconds of processor time that one count takes, the median of fifteen, and the count, with a tab between.

Direction of greatest variance, 0.08 to 1.2 Hz (Butterworth of order 4, zero phase), the period by autocorrelation (0.7 to
8 s), peaks at least 0.6 periods apart with a prominence of half a standard deviation, and the mean of the counts of the
signal and its negative. The whole set is known in advance.
"""
import statistics
import sys
import time

import numpy as np
from scipy import signal


def count(readings, rate):
    nyquist = rate / 2
    bands = signal.butter(4, (0.08, min(1.2, 0.9 * nyquist)), 'bandpass', fs=rate, output='sos')
    moving = signal.sosfiltfilt(bands, readings, axis=0)
    # The eigenvector of the largest eigenvalue comes last.
    x = moving @ np.linalg.eigh(np.cov(moving.T))[1][:, -1]
    x = x - x.mean()
    alike = signal.correlate(x, x, 'full', 'fft')[len(x) - 1:]
    first, last = int(0.7 * rate), min(int(8 * rate), len(alike) - 1)
    period = first + int(np.argmax(alike[first:last + 1]))
    found = [
        len(signal.find_peaks(y, distance=max(1, 0.6 * period), prominence=0.5 * x.std())[0]) for y in (x, -x)]
    return sum(found) / 2


def main():
    rate = float(sys.argv[2])
    readings = np.loadtxt(sys.argv[1]) / 1000
    counted = count(readings, rate)
    times = []
    for _ in range(15):
        start = time.process_time()
        count(readings, rate)
        times.append(time.process_time() - start)
    print(f'{1000 * statistics.median(times):.2f}\t{counted:g}')


if __name__ == '__main__':
    main()
