import { StrictEmitter } from '../wire/strict.ts'
import { app } from './app.ts'
import type { Rectangle } from './window-geometry.ts'

interface Display {
  readonly id: number
  readonly bounds: Rectangle
  /** Without the panel of the desktop. */
  readonly workArea: Rectangle
  readonly scaleFactor: number
}

/** As JSON, other displays than the usual one. */
const DISPLAYS_VARIABLE = 'STAND_IN_DISPLAYS'

const USUAL_DISPLAY: Display = {
  id: 1,
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 27, width: 1920, height: 1053 },
  scaleFactor: 1,
}

class Screen extends StrictEmitter {
  readonly #displays: readonly [Display, ...Display[]]

  constructor() {
    super()
    const text = process.env[DISPLAYS_VARIABLE]
    this.#displays = text === undefined ? [USUAL_DISPLAY] : (JSON.parse(text) as [Display, ...Display[]])
  }

  getAllDisplays(): readonly Display[] {
    requireReady()
    return this.#displays
  }

  getPrimaryDisplay(): Display {
    requireReady()
    return this.#displays[0]
  }

  /** The one that shows most of the rectangle. */
  getDisplayMatching(rectangle: Rectangle): Display {
    requireReady()
    const shown = (display: Display): number => commonArea(display.bounds, rectangle)
    return this.#displays.reduce((best, display) => (shown(display) > shown(best) ? display : best))
  }
}

function requireReady(): void {
  if (!app.isReady()) throw new Error("The 'screen' module can't be used before the app 'ready' event")
}

function commonArea(one: Rectangle, other: Rectangle): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x)
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y)
  return Math.max(width, 0) * Math.max(height, 0)
}

export const screen = new Screen()
