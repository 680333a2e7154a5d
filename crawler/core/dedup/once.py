"""A property that is made when it is first asked for, without a lock.

`functools.cached_property` of Python 3.11 takes a lock, which costs as much as three such values. A
value that two threads made at once would be made twice, and be the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

Value = TypeVar("Value")


class once(Generic[Value]):  # noqa: N801 - stands where `property` stands
    """Kept in the attributes of the object under the property's own name.

    >>> class Text:
    ...     def __init__(self, told: str) -> None:
    ...         self.told = told
    ...
    ...     @once
    ...     def words(self) -> list[str]:
    ...         return self.told.split()
    >>> text = Text("وصل الوفد")
    >>> text.words is text.words
    True
    """

    def __init__(self, make: Callable[[Any], Value]) -> None:
        self._make, self._name, self.__doc__ = make, make.__name__, make.__doc__

    @overload
    def __get__(self, made: None, owner: type) -> Self: ...

    @overload
    def __get__(self, made: object, owner: type) -> Value: ...

    def __get__(self, made: object, owner: type) -> Self | Value:
        """The value, which the object has from then on."""
        if made is None:
            return self
        value: Value = self._make(made)
        setattr(made, self._name, value)  # by `__dict__` each object would get a dict of its own
        return value
