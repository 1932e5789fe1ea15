/** From the preload's world to the process of the specs. */
export type FromPage =
  | { readonly t: 'invoke'; readonly id: number; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly t: 'send'; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly t: 'port'; readonly port: number; readonly data: unknown }
  | { readonly t: 'closePort'; readonly port: number }
  | { readonly t: 'open'; readonly url: string; readonly frameName: string }
  | { readonly t: 'preloadFailed'; readonly message: string }

/** Who sends it. */
export interface FromFrame {
  readonly url: string
  readonly isMain: boolean
  readonly message: FromPage
}

/** To the preload's world. */
export type ToPage =
  | { readonly t: 'done'; readonly id: number; readonly value: unknown }
  | { readonly t: 'failed'; readonly id: number; readonly message: string }
  | {
      readonly t: 'send'
      readonly channel: string
      readonly args: readonly unknown[]
      readonly ports: readonly number[]
    }
  | { readonly t: 'port'; readonly port: number; readonly data: unknown }
  | { readonly t: 'disconnect'; readonly port: number }

/** What both worlds of a page are told; not known to the page's own code. */
export interface WorldNames {
  /** Function by which the preload's world reaches the process of the specs. */
  readonly binding: string
  /** Function by which that process delivers to the preload's world. */
  readonly deliver: string
  /** Event by which the two worlds call each other. */
  readonly bridge: string
  /** What a port says to its relay when the page closes it. */
  readonly closeSignal: string
  /** Origin of the program's pages as the preload knows it, and in the browser. */
  readonly programOrigin: string
  readonly browserOrigin: string
  /** What the preload reads as `process.platform`. */
  readonly platform: string
}
