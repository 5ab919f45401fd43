# Python's statistics module, its common functions. Sums are exact, by fractions of integers, as in CPython.

import math
from collections import Counter

__all__ = [
    "StatisticsError", "fmean", "geometric_mean", "harmonic_mean", "mean", "median", "median_high", "median_low", "mode", "multimode",
    "pstdev", "pvariance", "quantiles", "stdev", "variance", "correlation", "covariance",
]


class StatisticsError(ValueError):
    pass


def _exact_sum(data):
    # The exact sum as a fraction, and whether a float was among the data.
    numerator, denominator, is_float, count = 0, 1, False, 0
    for x in data:
        if isinstance(x, float):
            is_float = True
            if math.isnan(x) or math.isinf(x):
                return None, None, True, count
        elif not isinstance(x, int):
            raise TypeError(f"can't convert type '{type(x).__name__}' to numerator/denominator")
        top, bottom = x.as_integer_ratio()
        numerator, denominator = numerator * bottom + top * denominator, denominator * bottom
        common = math.gcd(numerator, denominator)
        numerator, denominator = numerator // common, denominator // common
        count += 1
    return numerator, denominator, is_float, count


def _quotient(numerator, denominator, is_float):
    if not is_float and numerator % denominator == 0:
        return numerator // denominator
    return numerator / denominator


def mean(data):
    data = list(data)
    if not data:
        raise StatisticsError("mean requires at least one data point")
    numerator, denominator, is_float, count = _exact_sum(data)
    if numerator is None:
        return sum(data) / len(data)
    return _quotient(numerator, denominator * count, is_float)


def fmean(data, weights=None):
    data = list(data)
    if weights is None:
        if not data:
            raise StatisticsError("fmean requires at least one data point")
        return math.fsum(data) / len(data)
    weights = list(weights)
    if len(data) != len(weights):
        raise StatisticsError("data and weights must be the same length")
    total = math.fsum(weights)
    if not total:
        raise StatisticsError("sum of weights must be non-zero")
    return math.fsum([x * weight for x, weight in zip(data, weights)]) / total


def geometric_mean(data):
    logarithms = []
    for x in data:
        if x < 0.0:
            raise StatisticsError("No negative inputs allowed", x)
        logarithms.append(-math.inf if x == 0.0 else math.log(x))
    if not logarithms:
        raise StatisticsError("Must have a non-empty dataset")
    return math.exp(math.fsum(logarithms) / len(logarithms))


def harmonic_mean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError("harmonic_mean requires at least one data point")
    weights = [1] * len(data) if weights is None else list(weights)
    if len(weights) != len(data):
        raise StatisticsError("Number of weights does not match data size")
    if any([x < 0 for x in data]):
        raise StatisticsError("harmonic mean does not support negative values")
    if any([x == 0 for x in data]):
        return 0
    return sum(weights) / sum([weight / x for weight, x in zip(weights, data)])


def _sorted(data, name="median"):
    data = sorted(data)
    if not data:
        raise StatisticsError(f"no median for empty data")
    return data


def median(data):
    data = _sorted(data)
    middle = len(data) // 2
    return data[middle] if len(data) % 2 == 1 else (data[middle - 1] + data[middle]) / 2


def median_low(data):
    data = _sorted(data)
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = _sorted(data)
    return data[len(data) // 2]


def mode(data):
    pairs = Counter(iter(data)).most_common(1)
    if not pairs:
        raise StatisticsError("no mode for empty data")
    return pairs[0][0]


def multimode(data):
    counts = Counter(iter(data))
    if not counts:
        return []
    most = max(counts.values())
    return [value for value, count in counts.items() if count == most]


def _square_deviations(data, center):
    # The exact sum of (x - center) ** 2 as a fraction; without a center the mean of the data.
    numerator, denominator, is_float, count = _exact_sum(data)
    if numerator is None:
        return None, None, True, count
    squares = [(top * top, bottom * bottom) for top, bottom in [x.as_integer_ratio() for x in data]]
    square_top, square_bottom = 0, 1
    for top, bottom in squares:
        square_top, square_bottom = square_top * bottom + top * square_bottom, square_bottom * bottom
        common = math.gcd(square_top, square_bottom)
        square_top, square_bottom = square_top // common, square_bottom // common
    if center is None:
        # sum(x²) - sum(x)² / n
        top = square_top * denominator * denominator * count - numerator * numerator * square_bottom
        bottom = square_bottom * denominator * denominator * count
    else:
        c_top, c_bottom = center.as_integer_ratio()
        top, bottom = square_top, square_bottom
        # sum(x²) - 2c·sum(x) + n·c²
        top, bottom = top * denominator * c_bottom - 2 * c_top * numerator * bottom, bottom * denominator * c_bottom
        top, bottom = top * c_bottom * c_bottom + count * c_top * c_top * bottom, bottom * c_bottom * c_bottom
    common = math.gcd(top, bottom)
    return top // common, bottom // common, is_float, count


def variance(data, xbar=None):
    data = list(data)
    if len(data) < 2:
        raise StatisticsError("variance requires at least two data points")
    top, bottom, is_float, count = _square_deviations(data, xbar)
    return math.nan if top is None else _quotient(top, bottom * (count - 1), is_float)


def pvariance(data, mu=None):
    data = list(data)
    if not data:
        raise StatisticsError("pvariance requires at least one data point")
    top, bottom, is_float, count = _square_deviations(data, mu)
    return math.nan if top is None else _quotient(top, bottom * count, is_float)


def _root_of_fraction(top, bottom):
    # The correctly rounded square root of a fraction: integers of 109 bits and more, with a sticky last bit.
    if top == 0:
        return 0.0
    shift = (top.bit_length() - bottom.bit_length() - 109) // 2
    if shift >= 0:
        return float(_sticky_root(top, bottom << (2 * shift)) << shift)
    root = _sticky_root(top << (-2 * shift), bottom)
    return root / (1 << -shift)


def _sticky_root(top, bottom):
    root = math.isqrt(top // bottom)
    return root | (root * root * bottom != top)


def stdev(data, xbar=None):
    data = list(data)
    if len(data) < 2:
        raise StatisticsError("stdev requires at least two data points")
    top, bottom, is_float, count = _square_deviations(data, xbar)
    return math.nan if top is None else _root_of_fraction(top, bottom * (count - 1))


def pstdev(data, mu=None):
    data = list(data)
    if not data:
        raise StatisticsError("pstdev requires at least one data point")
    top, bottom, is_float, count = _square_deviations(data, mu)
    return math.nan if top is None else _root_of_fraction(top, bottom * count)


def quantiles(data, *, n=4, method="exclusive"):
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    length = len(data)
    if length < 2:
        if length == 1:
            return data * (n - 1)
        raise StatisticsError("must have at least one data point")
    result = []
    if method == "inclusive":
        for i in range(1, n):
            place, rest = divmod(i * (length - 1), n)
            result.append((data[place] * (n - rest) + data[place + 1] * rest) / n)
        return result
    if method != "exclusive":
        raise ValueError(f"Unknown method: {method!r}")
    for i in range(1, n):
        place = min(max(i * (length + 1) // n, 1), length - 1)
        rest = i * (length + 1) - place * n
        result.append((data[place - 1] * (n - rest) + data[place] * rest) / n)
    return result


def _pairs(x, y, name):
    if len(x) != len(y):
        raise StatisticsError(f"{name} requires that both inputs have same number of data points")
    if len(x) < 2:
        raise StatisticsError(f"{name} requires at least two data points")
    x_mean, y_mean = math.fsum(x) / len(x), math.fsum(y) / len(y)
    return [value - x_mean for value in x], [value - y_mean for value in y]


def covariance(x, y, /):
    dx, dy = _pairs(x, y, "covariance")
    return math.fsum([a * b for a, b in zip(dx, dy)]) / (len(x) - 1)


def correlation(x, y, /, *, method="linear"):
    if method != "linear":
        raise ValueError(f"Unknown method: {method!r}")
    dx, dy = _pairs(x, y, "correlation")
    both = math.fsum([a * a for a in dx]) * math.fsum([b * b for b in dy])
    if both == 0:
        raise StatisticsError("at least one of the inputs is constant")
    return math.fsum([a * b for a, b in zip(dx, dy)]) / math.sqrt(both)
