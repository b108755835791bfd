// The little of WebAssembly that is used here. Notice: TypeScript keeps it in its library for browsers, and that one
// would also promise a `window` and a `document`.

declare namespace WebAssembly {
  function validate(bytes: Uint8Array): boolean;
  class Module {
    /** Throws `CompileError` when the bytes are no module. */
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module);
    readonly exports: object;
  }
  class Memory {
    private constructor();
    readonly buffer: ArrayBuffer;
    /** @param pages of 64 KiB. What was made of `buffer` before is empty afterwards. */
    grow(pages: number): number;
  }
}
