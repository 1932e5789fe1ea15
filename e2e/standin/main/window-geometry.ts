import { screen } from './screen.ts'

export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export type Layout = 'normal' | 'maximised' | 'fullScreen' | 'minimised'

export interface Placement extends Partial<Rectangle> {
  readonly minWidth?: number
  readonly minHeight?: number
  readonly fullscreen?: boolean
}

const DEFAULT_SIZE = { width: 800, height: 600 }

/** Where a window is: its own bounds, and what the display makes of them. */
export class WindowGeometry {
  layout: Layout
  #normal: Rectangle
  readonly #minimum: { readonly width: number; readonly height: number }

  constructor(placement: Placement) {
    this.#minimum = { width: placement.minWidth ?? 0, height: placement.minHeight ?? 0 }
    this.#normal = this.#atLeast(centred(placement))
    this.layout = placement.fullscreen === true ? 'fullScreen' : 'normal'
  }

  /** Bounds without maximising, full screen or minimising. */
  get normal(): Rectangle {
    return { ...this.#normal }
  }

  get bounds(): Rectangle {
    const display = screen.getDisplayMatching(this.#normal)
    if (this.layout === 'maximised') return { ...display.workArea }
    return { ...(this.layout === 'fullScreen' ? display.bounds : this.#normal) }
  }

  change(bounds: Partial<Rectangle>): void {
    this.#normal = this.#atLeast({ ...this.#normal, ...bounds })
  }

  /** Whole pixels only: Electron cannot convert anything else. */
  #atLeast(bounds: Rectangle): Rectangle {
    const broken = [bounds.x, bounds.y, bounds.width, bounds.height].find((number) => !Number.isInteger(number))
    if (broken !== undefined) throw new TypeError(`Error processing argument: ${broken} is no whole number of pixels`)
    return {
      ...bounds,
      width: Math.max(bounds.width, this.#minimum.width),
      height: Math.max(bounds.height, this.#minimum.height),
    }
  }
}

function centred(placement: Placement): Rectangle {
  const width = placement.width ?? DEFAULT_SIZE.width
  const height = placement.height ?? DEFAULT_SIZE.height
  const area = screen.getPrimaryDisplay().workArea
  return {
    x: placement.x ?? area.x + Math.round((area.width - width) / 2),
    y: placement.y ?? area.y + Math.round((area.height - height) / 2),
    width,
    height,
  }
}
