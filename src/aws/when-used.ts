// An object that is made at its first use.

/** Behaves like the result of `make`: fields, methods, and `instanceof`, which the SDK's paginators check. */
export function whenUsed<T extends object>(make: () => T): T {
  let made: T | undefined;
  const target = () => {
    made ??= make();
    return made;
  };
  return new Proxy({} as T, {
    get: (_, name) => {
      const value = Reflect.get(target(), name);
      return typeof value === 'function' ? value.bind(target()) : value;
    },
    has: (_, name) => Reflect.has(target(), name),
    getPrototypeOf: () => Reflect.getPrototypeOf(target()),
  });
}
