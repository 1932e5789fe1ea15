/** Size of a window in pixels. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** The smallest that the window is made for. */
export const SMALL: Size = { width: 1280, height: 720 }
export const USUAL: Size = { width: 1600, height: 1000 }
export const LARGE: Size = { width: 2560, height: 1440 }
export const SIZES: readonly Size[] = [SMALL, USUAL, LARGE]

export const sizeName = ({ width, height }: Size): string => `${width}x${height}`
