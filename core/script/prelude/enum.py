# Python's enum module.

from _enum_base import Enum, EnumType, ReprEnum
from _enum_values import EnumDict, auto, member, nonmember, property

__all__ = ["EnumType", "EnumMeta", "EnumDict", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum", "auto", "unique", "property",
           "verify", "member", "nonmember", "FlagBoundary", "STRICT", "CONFORM", "EJECT", "KEEP", "EnumCheck", "CONTINUOUS",
           "NAMED_FLAGS", "UNIQUE"]

EnumMeta = EnumType


class StrEnum(str, ReprEnum):
    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f"too many arguments for str(): {values!r}")
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError(f"{values[0]!r} is not a string")
        if len(values) >= 2 and not isinstance(values[1], str):
            raise TypeError(f"encoding must be a string, not {values[1]!r}")
        if len(values) == 3 and not isinstance(values[2], str):
            raise TypeError(f"errors must be a string, not {values[2]!r}")
        value = str(*values)
        made = str.__new__(cls, value)
        made._value_ = value
        return made

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


class IntEnum(int, ReprEnum):
    pass


class FlagBoundary(StrEnum):
    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


class Flag(Enum, boundary=STRICT):
    _numeric_repr_ = repr

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not count:
            return 1 if start is None else start
        last = max(last_values)
        try:
            return 2 ** last.bit_length()
        except Exception:
            raise TypeError(f"invalid flag value {last!r}") from None

    @classmethod
    def _iter_member_by_value_(cls, value):
        left = value & cls._flag_mask_
        while left:
            bit = left & -left
            yield cls._value2member_map_.get(bit)
            left ^= bit

    _iter_member_ = _iter_member_by_value_

    @classmethod
    def _iter_member_by_def_(cls, value):
        yield from sorted(cls._iter_member_by_value_(value), key=lambda one: one._sort_order_)

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        mask, all_bits = cls._flag_mask_, cls._all_bits_
        if not ~all_bits <= value <= all_bits or value & (all_bits ^ mask):
            if cls._boundary_ is STRICT:
                width = max(value.bit_length(), mask.bit_length())
                raise ValueError(f"{cls!r} invalid value {value!r}\n    given {_bits(value, width)}\n  allowed {_bits(mask, width)}")
            if cls._boundary_ is CONFORM:
                value &= mask
            elif cls._boundary_ is EJECT:
                return value
            elif cls._boundary_ is KEEP:
                if value < 0:
                    value += max(all_bits + 1, 2 ** value.bit_length())
            else:
                raise ValueError(f"{cls!r} unknown flag boundary {cls._boundary_!r}")
        negative = value if value < 0 else None
        if value < 0:
            value += all_bits + 1
        unknown = value & ~mask
        if unknown and cls._boundary_ is not KEEP:
            raise ValueError(f"{cls.__name__}({value!r}) -->  unknown values {unknown!r} [{_bits(unknown)}]")
        made = object.__new__(cls) if cls._member_type_ is object else cls._member_type_.__new__(cls, value)
        if not hasattr(made, "_value_"):
            made._value_ = value
        made._name_ = cls._composed(value)
        made = cls._value2member_map_.setdefault(value, made)
        if negative is not None:
            cls._value2member_map_[negative] = made
        return made

    @classmethod
    def _composed(cls, value):
        parts = list(cls._iter_member_(value & cls._singles_mask_))
        combined = value & cls._singles_mask_
        if value & ~cls._singles_mask_:
            for one in cls._member_map_.values():
                if one not in parts and one._value_ and one._value_ & value == one._value_:
                    parts.append(one)
                    combined |= one._value_
        if not combined:
            return None
        unknown = value ^ combined
        if unknown and cls._boundary_ is STRICT:
            raise ValueError(f"{cls!r}: no members with value {unknown!r}")
        name = "|".join([one._name_ for one in parts])
        return f"{name}|{cls._numeric_repr_(unknown)}" if unknown else name

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            kinds = f"{type(other).__qualname__!r} and {self.__class__.__qualname__!r}"
            raise TypeError(f"unsupported operand type(s) for 'in': {kinds}")
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        yield from self._iter_member_(self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __repr__(self):
        name = "" if self._name_ is None else f".{self._name_}"
        return f"<{self.__class__.__name__}{name}: {self._value_repr_(self._value_)}>"

    def __str__(self):
        return f"{self.__class__.__name__}({self._value_!r})" if self._name_ is None else f"{self.__class__.__name__}.{self._name_}"

    def __bool__(self):
        return bool(self._value_)

    def _bits_of(self, other, operator):
        if isinstance(other, self.__class__):
            bits = other._value_
        elif self._member_type_ is not object and isinstance(other, self._member_type_):
            bits = other
        else:
            return NotImplemented
        for flag, value in ((self, self._value_), (other, bits)):
            if value is None:
                raise TypeError(f"'{flag}' cannot be combined with other flags with {operator}")
        return bits

    def __or__(self, other):
        bits = self._bits_of(other, "|")
        return bits if bits is NotImplemented else self.__class__(self._value_ | bits)

    def __and__(self, other):
        bits = self._bits_of(other, "&")
        return bits if bits is NotImplemented else self.__class__(self._value_ & bits)

    def __xor__(self, other):
        bits = self._bits_of(other, "^")
        return bits if bits is NotImplemented else self.__class__(self._value_ ^ bits)

    def __invert__(self):
        if self._value_ is None:
            raise TypeError(f"'{self}' cannot be inverted")
        if self._inverted_ is None:
            kept = self._boundary_ is EJECT or self._boundary_ is KEEP
            self._inverted_ = self.__class__(~self._value_ if kept else self._singles_mask_ & ~self._value_)
        return self._inverted_

    __rand__ = __and__
    __ror__ = __or__
    __rxor__ = __xor__


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    pass


def _bits(number, width=0):
    """The binary digits, with the sign as a digit of its own."""
    sign, filler = ("0b0", "0") if number >= 0 else ("0b1", "1")
    length = number.bit_length()
    digits = f"{number % (1 << length):0{length}b}" if length else ""
    return f"{sign} {digits.rjust(width, filler)}"


def show_flag_values(value):
    return [1 << at for at in range(value.bit_length()) if value >> at & 1]


def unique(enumeration):
    duplicates = [(name, one.name) for name, one in enumeration.__members__.items() if name != one.name]
    if duplicates:
        details = ", ".join([f"{alias} -> {name}" for alias, name in duplicates])
        raise ValueError(f"duplicate values found in {enumeration!r}: {details}")
    return enumeration


class EnumCheck(StrEnum):
    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        is_flag = issubclass(enumeration, Flag)
        if not is_flag and not issubclass(enumeration, Enum):
            raise TypeError("the 'verify' decorator only works with Enum and Flag")
        for check in self.checks:
            if check is UNIQUE:
                pairs = [f"{name} -> {one.name}" for name, one in enumeration.__members__.items() if name != one.name]
                if pairs:
                    raise ValueError(f"aliases found in {enumeration!r}: {', '.join(pairs)}")
            elif check is CONTINUOUS:
                values = {one.value for one in enumeration}
                wanted = ([1 << at for at in range(min(values).bit_length(), max(values).bit_length())] if is_flag else
                          range(min(values) + 1, max(values))) if len(values) > 1 else ()
                lacking = ", ".join([str(value) for value in wanted if value not in values])
                if lacking:
                    raise ValueError(f"invalid {'flag' if is_flag else 'enum'} {enumeration.__name__!r}: missing values {lacking}"[:256])
            elif check is NAMED_FLAGS:
                _check_named(enumeration)
        return enumeration


def _check_named(enumeration):
    bits = {one.value for one in enumeration}
    aliases, lacking = [], 0
    for name, alias in enumeration._member_map_.items():
        if name in enumeration._member_names_ or alias.value < 0:
            continue
        missed = [value for value in show_flag_values(alias.value) if value not in bits]
        if missed:
            aliases.append(name)
            for value in missed:
                lacking |= value
    if aliases:
        names = f"alias {aliases[0]} is missing" if len(aliases) == 1 else f"aliases {', '.join(aliases[:-1])} and {aliases[-1]} are missing"
        what = f"value 0x{lacking:x}" if lacking.bit_count() == 1 else f"combined values of 0x{lacking:x}"
        raise ValueError(f"invalid Flag {enumeration.__name__!r}: {names} {what} [use enum.show_flag_values(value) for details]")
