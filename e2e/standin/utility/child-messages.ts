/** From the main process to a child of `utilityProcess.fork`. */
export type ToChild =
  | { readonly t: 'message'; readonly data: unknown; readonly ports: readonly number[] }
  | { readonly t: 'port'; readonly port: number; readonly data: unknown; readonly ports: readonly number[] }
  | { readonly t: 'disconnect'; readonly port: number }

/** From the child. */
export type FromChild =
  | { readonly t: 'message'; readonly data: unknown }
  | { readonly t: 'port'; readonly port: number; readonly data: unknown }
  | { readonly t: 'close'; readonly port: number }
