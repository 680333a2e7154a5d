"""A cached property without a lock.

`functools.cached_property` of Python 3.11 takes a lock, which costs as much as three such values.
Here two threads may compute a value twice; both get the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

Value = TypeVar("Value")


class once(Generic[Value]):  # noqa: N801 - stands where `property` stands
    """The value replaces the property in the object's own attributes.

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
        """Compute the value and store it in the object."""
        if made is None:
            return self
        value: Value = self._make(made)
        setattr(made, self._name, value)  # by `__dict__` each object would get a dict of its own
        return value
