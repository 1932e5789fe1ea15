import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { ManualClock } from '../base/index.ts'
import { RecordingLogger } from './testing/recording-logger.ts'
import { MIN_WINDOW_SIZE, placeWindow, type WindowState, WindowStateFile } from './window-state.ts'

const FULL_HD = { x: 0, y: 0, width: 1920, height: 1040 }
const STATE: WindowState = {
  bounds: { x: 50, y: 60, width: 1300, height: 900 },
  isMaximised: true,
  isFullScreen: false,
  zoomFactor: 1.25,
}

const at = (x: number, y: number, size = { width: 1300, height: 900 }): WindowState => ({
  ...STATE,
  bounds: { x, y, ...size },
})

describe('placeWindow', () => {
  it('centres a first window of the usual size on the primary display', () => {
    expect(placeWindow(undefined, [{ x: 0, y: 40, width: 2560, height: 1400 }])).toEqual({
      bounds: { x: 480, y: 240, width: 1600, height: 1000 },
      isMaximised: false,
      isFullScreen: false,
      zoomFactor: 1,
    })
    expect(placeWindow(undefined, [{ x: 0, y: 0, width: 1280, height: 720 }]).bounds).toEqual({
      x: 0,
      y: 0,
      width: 1280,
      height: 720,
    })
  })

  it('leaves a window whose title bar can be reached as it was', () => {
    expect(placeWindow(STATE, [FULL_HD])).toEqual(STATE)
    const across = at(1500, 500)
    expect(placeWindow(across, [FULL_HD])).toEqual(across)
    const halfLeft = at(-1140, 500)
    expect(placeWindow(halfLeft, [FULL_HD])).toEqual(halfLeft)
  })

  it.each([
    ['of an unplugged display on the right', at(2500, 300), { x: 620, y: 140, width: 1300, height: 900 }],
    ['of an unplugged display on the left', at(-1900, 100), { x: 0, y: 100, width: 1300, height: 900 }],
    ['whose title bar is above the top', at(100, -20), { x: 100, y: 0, width: 1300, height: 900 }],
    ['whose title bar is below the bottom', at(100, 1020), { x: 100, y: 140, width: 1300, height: 900 }],
    [
      'that is larger than the display',
      at(3000, 0, { width: 4000, height: 3000 }),
      { x: 0, y: 0, width: 1920, height: 1040 },
    ],
    ['that is too small', at(10, 10, { width: 200, height: 100 }), { x: 10, y: 10, ...MIN_WINDOW_SIZE }],
  ])('brings back a window %s', (_name, state, bounds) => {
    expect(placeWindow(state, [FULL_HD]).bounds).toEqual(bounds)
  })

  it('brings a lost window to the nearest display', () => {
    const right = { x: 1920, y: 0, width: 1920, height: 1040 }
    expect(placeWindow(at(4200, 0), [FULL_HD, right]).bounds).toMatchObject({ x: 2540, y: 0 })
  })

  it('keeps the title bar within reach whatever became of the displays', () => {
    const area = fc.record({
      x: fc.integer({ min: -8000, max: 8000 }),
      y: fc.integer({ min: -4000, max: 4000 }),
      width: fc.integer({ min: 640, max: 5120 }),
      height: fc.integer({ min: 480, max: 2880 }),
    })
    const bounds = fc.record({
      x: fc.integer({ min: -20_000, max: 20_000 }),
      y: fc.integer({ min: -20_000, max: 20_000 }),
      width: fc.integer({ min: 1, max: 20_000 }),
      height: fc.integer({ min: 1, max: 20_000 }),
    })
    fc.assert(
      fc.property(bounds, area, fc.array(area, { maxLength: 3 }), (saved, first, others) => {
        const placed = placeWindow({ ...STATE, bounds: saved }, [first, ...others]).bounds
        expect(placed.width).toBeGreaterThanOrEqual(1024)
        expect(placed.height).toBeGreaterThanOrEqual(640)
        // A hand's breadth of the title bar lies on one display, from its upper to its lower edge.
        const within = [first, ...others].some((display) => {
          const left = Math.max(placed.x, display.x)
          const right = Math.min(placed.x + placed.width, display.x + display.width)
          return right - left >= 160 && placed.y >= display.y && placed.y + 32 <= display.y + display.height
        })
        expect(within).toBe(true)
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('WindowStateFile', () => {
  const folder = mkdtempSync(join(tmpdir(), 'window-state-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  function open(name: string) {
    const clock = new ManualClock(0)
    const logger = new RecordingLogger()
    const file = join(folder, name, 'window-state.json')
    return { clock, logger, file, state: new WindowStateFile({ file, clock, logger }) }
  }

  it('gives back what was saved, readable by its owner only', () => {
    const { state, file, logger } = open('kept')
    expect(state.load()).toBeUndefined()
    state.saveNow(STATE)
    expect(open('kept').state.load()).toEqual(STATE)
    expect(statSync(file).mode & 0o077).toBe(0)
    expect(logger.faults).toEqual([])
  })

  it('saves once, half a second after the last change, what is so then', () => {
    const { state, clock } = open('moved')
    let reads = 0
    const read = (x: number) => () => {
      reads++
      return at(x, 0)
    }
    state.saveSoon(read(1))
    clock.advanceBy(499)
    state.saveSoon(read(2))
    clock.advanceBy(499)
    expect(reads).toBe(0)
    clock.advanceBy(1)
    expect([reads, open('moved').state.load()?.bounds.x]).toEqual([1, 2])
  })

  it('saves at once on closing, and nothing after it', () => {
    const { state, clock } = open('closed')
    state.saveSoon(() => at(1, 0))
    state.saveNow(at(2, 0))
    clock.advanceBy(10_000)
    expect(open('closed').state.load()?.bounds.x).toBe(2)
  })

  it('leaves the file alone where nothing changed or the window is gone', () => {
    const { state, clock, file } = open('same')
    state.saveNow(STATE)
    writeFileSync(file, 'untouched')
    state.saveNow({ ...STATE })
    state.saveSoon(() => undefined)
    clock.advanceBy(10_000)
    expect(readFileSync(file, 'utf8')).toBe('untouched')
  })

  it.each([
    ['no JSON', '{'],
    ['a missing key', JSON.stringify({ ...STATE, bounds: undefined })],
    ['a size of nothing', JSON.stringify(at(0, 0, { width: 0, height: 0 }))],
    ['a zoom that shows nothing', JSON.stringify({ ...STATE, zoomFactor: 0 })],
    ['an infinite place', '{"bounds":{"x":1e999,"y":0,"width":1,"height":1}}'],
  ])('passes over a damaged file and says so: %s', (_name, text) => {
    const { state, file, logger } = open('damaged')
    state.saveNow(STATE)
    writeFileSync(file, text)
    expect(state.load()).toBeUndefined()
    expect(logger.faults.map(({ fields }) => fields['file'])).toEqual([file])
  })

  it('goes on where it cannot write', () => {
    const { logger, clock } = open('blocked')
    writeFileSync(join(folder, 'a-file'), '')
    const blocked = new WindowStateFile({ file: join(folder, 'a-file', 'window-state.json'), clock, logger })
    blocked.saveNow(STATE)
    expect(logger.faults).toHaveLength(1)
  })
})
