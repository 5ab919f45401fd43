import statistics as s

data = [2.75, 1.75, 1.25, 0.25, 0.5, 1.25, 3.5]
whole = [1, 2, 3, 4, 4]
for function in (
    s.mean, s.fmean, s.median, s.median_low, s.median_high, s.mode, s.multimode, s.variance, s.pvariance, s.stdev, s.pstdev, s.quantiles,
    s.geometric_mean, s.harmonic_mean,
):
    print(function.__name__, function(data), function(whole))
print(s.mean([1, 2, 3]), s.mean([1, 2]), s.mean([True, False]), s.mean([1e308, 1e308]), s.mean([0.1] * 10), s.stdev([1, 1, 1]), s.variance([10**20, 10**20 + 3]))
print(s.mode("hello"), s.multimode("aabbc"), s.median(["b", "a", "c"]), s.quantiles(range(10), n=4, method="inclusive"), s.quantiles([1, 2], n=3))
print(s.correlation([1, 2, 3], [1, 5, 7]), s.covariance([1, 2, 3], [1, 5, 7]), s.fmean([1, 2], [3, 1]), s.variance([1, 2, 4], 2), s.pstdev([1e-5, 3e7, 2.5]))
for wrong in (
    lambda: s.mean([]), lambda: s.median([]), lambda: s.mode([]), lambda: s.stdev([1]), lambda: s.variance([1]), lambda: s.pstdev([]), lambda: s.mean(["a"]),
    lambda: s.fmean([]), lambda: s.quantiles([]), lambda: s.quantiles([1, 2], n=0), lambda: s.correlation([1], [1]), lambda: s.correlation([1, 1], [1, 2]),
    lambda: s.geometric_mean([]), lambda: s.harmonic_mean([-1]), lambda: s.median_low([]),
):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error, isinstance(error, ValueError))
