import type { Rectangle } from 'electron/main'
import { z } from 'zod'
import { type Clock, type Disposable, type Logger } from '../base/index.ts'
import { JsonFile } from './json-file.ts'

/** Device-independent pixels. */
export const MIN_WINDOW_SIZE = { width: 1024, height: 640 } as const
const USUAL_SIZE = { width: 1600, height: 1000 } as const
/** Height of a title bar, and how much of its width has to be seen to take hold of it. */
const TITLE_BAR = { height: 32, graspWidth: 160 } as const
const SAVE_DELAY_MS = 500

const WindowState = z.object({
  /** Of the window when it is neither maximised nor in full screen. */
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() }),
  isMaximised: z.boolean(),
  isFullScreen: z.boolean(),
  /** 1 = as designed; Chromium's own limits. */
  zoomFactor: z.number().min(0.25).max(5),
})
export type WindowState = Readonly<z.infer<typeof WindowState>>

/** State of a window on the displays that are there; `workAreas` begins with the primary display's. */
export function placeWindow(
  saved: WindowState | undefined,
  workAreas: readonly [Rectangle, ...Rectangle[]],
): WindowState {
  if (!saved) return { bounds: centred(workAreas[0]), isMaximised: false, isFullScreen: false, zoomFactor: 1 }
  return { ...saved, bounds: reachable(saved.bounds, workAreas) }
}

/** Keeps the state of the window in a file. What cannot be read or written is logged, never thrown. */
export class WindowStateFile {
  readonly #file: JsonFile<typeof WindowState>
  readonly #clock: Clock
  #saved = ''
  #timer: Disposable | undefined

  constructor({ file, clock, logger }: { file: string; clock: Clock; logger: Logger }) {
    this.#file = new JsonFile({ file, schema: WindowState, logger })
    this.#clock = clock
  }

  /** The state as it was saved last; undefined where there is none that can be used. */
  load(): WindowState | undefined {
    return this.#file.read()
  }

  /**
   * Asks for the state half a second from now and saves it: a window that is moved reports many. The answer is
   * undefined where the window is gone by then.
   */
  saveSoon(read: () => WindowState | undefined): void {
    this.#timer?.dispose()
    this.#timer = this.#clock.setTimer(SAVE_DELAY_MS, () => {
      const state = read()
      if (state) this.saveNow(state)
    })
  }

  /** Saves the state where it has changed, and forgets what {@link saveSoon} was asked for. */
  saveNow(state: WindowState): void {
    this.#timer?.dispose()
    this.#timer = undefined
    const text = JSON.stringify(state)
    if (text === this.#saved) return
    this.#saved = text
    this.#file.write(state)
  }
}

function centred(area: Rectangle): Rectangle {
  const width = Math.min(USUAL_SIZE.width, area.width)
  const height = Math.min(USUAL_SIZE.height, area.height)
  return {
    x: area.x + Math.floor((area.width - width) / 2),
    y: area.y + Math.floor((area.height - height) / 2),
    width,
    height,
  }
}

/** The bounds as they are where the title bar can be taken hold of, else moved and shrunk into the nearest work area. */
function reachable(bounds: Rectangle, workAreas: readonly [Rectangle, ...Rectangle[]]): Rectangle {
  const sized = {
    ...bounds,
    width: Math.max(bounds.width, MIN_WINDOW_SIZE.width),
    height: Math.max(bounds.height, MIN_WINDOW_SIZE.height),
  }
  if (workAreas.some((area) => hasTitleBar(area, sized))) return sized
  return fitted(sized, nearest(sized, workAreas))
}

function hasTitleBar(area: Rectangle, window: Rectangle): boolean {
  const isInHeight = window.y >= area.y && window.y + TITLE_BAR.height <= area.y + area.height
  return isInHeight && overlap([window.x, window.width], [area.x, area.width]) >= TITLE_BAR.graspWidth
}

/** A window that is larger than the area at its smallest keeps its upper left corner inside. */
function fitted(window: Rectangle, area: Rectangle): Rectangle {
  const width = Math.max(Math.min(window.width, area.width), MIN_WINDOW_SIZE.width)
  const height = Math.max(Math.min(window.height, area.height), MIN_WINDOW_SIZE.height)
  return {
    x: Math.max(Math.min(window.x, area.x + area.width - width), area.x),
    y: Math.max(Math.min(window.y, area.y + area.height - height), area.y),
    width,
    height,
  }
}

function nearest(window: Rectangle, [first, ...others]: readonly [Rectangle, ...Rectangle[]]): Rectangle {
  return others.reduce((best, area) => (distance(window, area) < distance(window, best) ? area : best), first)
}

/** Between the centres, so that a window on two displays goes to the one that has more of it. */
function distance(a: Rectangle, b: Rectangle): number {
  return Math.hypot(a.x + a.width / 2 - b.x - b.width / 2, a.y + a.height / 2 - b.y - b.height / 2)
}

function overlap([startA, lengthA]: readonly [number, number], [startB, lengthB]: readonly [number, number]): number {
  return Math.min(startA + lengthA, startB + lengthB) - Math.max(startA, startB)
}
