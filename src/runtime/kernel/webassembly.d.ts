// The types of WebAssembly that are used here. TypeScript has them only in its library for browsers, which would also
// declare `window` and `document`.

declare namespace WebAssembly {
  function validate(bytes: Uint8Array): boolean;
  class Module {
    /** Throws `CompileError` when the bytes are not a module. */
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module);
    readonly exports: object;
  }
  class Memory {
    private constructor();
    readonly buffer: ArrayBuffer;
    /** @param pages of 64 KiB. An earlier `buffer` is empty afterwards. */
    grow(pages: number): number;
  }
}
