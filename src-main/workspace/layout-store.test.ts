import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { BUILT_IN_LAYOUTS, MAX_LAYOUT_BYTES, WorkspaceView } from '../../src-contract/index.ts'
import { type Logger, ManualClock, silentLogger } from '../base/index.ts'
import { LayoutStore, MAX_LAYOUTS } from './layout-store.ts'

let folder: string
let file: string
let clock: ManualClock
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'layouts-'))
  file = join(folder, 'workspace.json')
  clock = new ManualClock(1_000)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function open(logger: Logger = silentLogger): LayoutStore {
  return new LayoutStore({ file, clock, logger })
}

const SCALPING = { layoutId: 'scalping', name: 'Scalping', arrangement: { grid: { size: 3 } } }

const ids = (store: LayoutStore): string[] => store.view().layouts.map(({ layoutId }) => layoutId)

describe('LayoutStore', () => {
  it('begins with the built-in layouts, which nobody has arranged yet, and writes nothing', () => {
    const view = open().view()
    expect(WorkspaceView.parse(view)).toEqual({
      layouts: [
        { layoutId: 'trade', name: 'Trade', arrangement: null, changedAtMs: null },
        { layoutId: 'research', name: 'Research', arrangement: null, changedAtMs: null },
        { layoutId: 'operate', name: 'Operate', arrangement: null, changedAtMs: null },
      ],
      fault: null,
    })
    expect(readdirSync(folder)).toEqual([])
  })

  it('keeps a layout over a restart, in a file of the owner alone', async () => {
    const kept = await open().put(SCALPING)
    expect(kept).toEqual({ ...SCALPING, changedAtMs: 1_000 })
    expect(open().view().layouts.at(-1)).toEqual(kept)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder)).toEqual(['workspace.json'])
  })

  it('tells a window that asks right after a change of that change', async () => {
    const store = open()
    const keeping = store.put(SCALPING)
    expect((await store.settledView()).layouts.at(-1)).toMatchObject(SCALPING)
    await keeping
  })

  it('gives the file to the owner alone also where another left one to write to', async () => {
    writeFileSync(`${file}.new`, 'left over', { mode: 0o666 })
    await open().put(SCALPING)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('has the built-in ones first in their order, then the others by name', async () => {
    const store = open()
    for (const [layoutId, name] of [
      ['a', 'night 10'],
      ['c', 'Night 9'],
      ['b', 'Äpfel'],
      ['operate', 'All systems'],
    ] as const) {
      await store.put({ layoutId, name, arrangement: {} })
    }
    expect(ids(store)).toEqual([...BUILT_IN_LAYOUTS, 'b', 'c', 'a'])
  })

  it('arranges a built-in layout anew and sets it back', async () => {
    const store = open()
    await store.put({ layoutId: 'trade', name: 'My trade', arrangement: { panels: 2 } })
    expect(store.view().layouts[0]).toMatchObject({ name: 'My trade', arrangement: { panels: 2 }, changedAtMs: 1_000 })
    await expect(store.reset('trade')).resolves.toEqual({
      layoutId: 'trade',
      name: 'Trade',
      arrangement: null,
      changedAtMs: null,
    })
    expect(open().view()).toEqual(store.view())
    await expect(store.reset('scalping')).rejects.toMatchObject({ code: 'UNKNOWN_LAYOUT' })
  })

  it('removes a layout of somebody’s own, never a built-in one', async () => {
    const store = open()
    await store.put(SCALPING)
    await store.remove('scalping')
    expect(ids(open())).toEqual([...BUILT_IN_LAYOUTS])
    await expect(store.remove('scalping')).rejects.toMatchObject({ code: 'UNKNOWN_LAYOUT' })
    await expect(store.remove('trade')).rejects.toMatchObject({ code: 'LAYOUT_BUILT_IN' })
  })

  it('refuses an arrangement that is too large, with the numbers', async () => {
    const ofBytes = (bytes: number) => ({ text: 'x'.repeat(bytes - '{"text":""}'.length) })
    const store = open()
    await store.put({ ...SCALPING, arrangement: ofBytes(MAX_LAYOUT_BYTES) })
    await expect(store.put({ ...SCALPING, arrangement: ofBytes(MAX_LAYOUT_BYTES + 1) })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      message: 'The layout has 262145 bytes; at most 262144 are kept.',
    })
    await expect(store.put({ ...SCALPING, arrangement: { text: 'ä'.repeat(140_000) } })).rejects.toThrow('280011 bytes')
  })

  it('keeps so many and no more; those that are there can still be changed', async () => {
    const store = open()
    for (let index = 1; index <= MAX_LAYOUTS - BUILT_IN_LAYOUTS.length; index++) {
      await store.put({ layoutId: `own-${index}`, name: `Own ${index}`, arrangement: {} })
    }
    expect(store.view().layouts).toHaveLength(50)
    await expect(store.put(SCALPING)).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      message: expect.stringContaining('This would be layout 51; at most 50 are kept'),
    })
    await store.put({ layoutId: 'own-1', name: 'Changed', arrangement: {} })
    await store.put({ layoutId: 'trade', name: 'Trade', arrangement: {} })
    expect(store.view().layouts).toHaveLength(50)
    expect(open().view()).toEqual(store.view())
  })

  it.each([
    ['no JSON', '{"version": 1, "lay', /JSON/],
    ['another form', '{"version":1,"layouts":[{"layoutId":"UPPER"}]}', /layouts\.0\.layoutId/],
    ['a newer version', '{"version":2,"layouts":[]}', /version/],
  ])('puts a file with %s aside and says so', async (_, text, reason) => {
    writeFileSync(file, text)
    const warn = vi.fn<Logger['warn']>()
    const store = open({ ...silentLogger, warn })
    const { fault, layouts } = store.view()
    expect(fault).toMatch(reason)
    expect(fault).toContain(`${file}.unreadable-1`)
    expect(layouts).toHaveLength(BUILT_IN_LAYOUTS.length)
    expect(warn).toHaveBeenCalledOnce()
    expect(readFileSync(`${file}.unreadable-1`, 'utf8')).toBe(text)

    await store.put(SCALPING)
    expect(open().view()).toMatchObject({ fault: null })
  })

  it('writes nothing over a file that it could not even put aside', async () => {
    // With anything behind it the name is longer than a file's may be.
    file = join(folder, 'w'.repeat(250))
    writeFileSync(file, 'somebody’s work')
    const store = open()
    expect(store.view().fault).toMatch(/could not be put aside/)
    await expect(store.put(SCALPING)).rejects.toMatchObject({ code: 'ENAMETOOLONG' })
    expect(readFileSync(file, 'utf8')).toBe('somebody’s work')
    expect(ids(store)).toEqual([...BUILT_IN_LAYOUTS])
  })

  it('puts the next one aside under another number', () => {
    for (const text of ['first', 'second']) {
      writeFileSync(file, text)
      open()
    }
    expect([1, 2].map((count) => readFileSync(`${file}.unreadable-${count}`, 'utf8'))).toEqual(['first', 'second'])
    expect(existsSync(file)).toBe(false)
  })

  it('has not kept what could not be written, and goes on afterwards', async () => {
    const store = open()
    mkdirSync(file)
    await expect(store.put(SCALPING)).rejects.toMatchObject({ code: 'EISDIR' })
    expect(ids(store)).toEqual([...BUILT_IN_LAYOUTS])
    rmSync(file, { recursive: true })
    await store.put(SCALPING)
    expect(ids(open())).toEqual([...BUILT_IN_LAYOUTS, 'scalping'])
  })

  it('holds what was asked for last, in the file too, however the changes overlap', async () => {
    const change = fc.record({
      layoutId: fc.constantFrom('trade', 'one', 'two', 'three'),
      verb: fc.constantFrom('put' as const, 'drop' as const),
      size: fc.nat(),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 12 }), async (changes) => {
        rmSync(file, { force: true })
        const store = open()
        const expected = new Map<string, number>()
        const running = changes.map(({ layoutId, verb, size }) => {
          if (verb === 'put') {
            expected.set(layoutId, size)
            return store.put({ layoutId, name: layoutId, arrangement: { size } })
          }
          expected.delete(layoutId)
          return layoutId === 'trade' ? store.reset(layoutId) : store.remove(layoutId)
        })
        await Promise.allSettled(running)
        const arranged = store.view().layouts.filter(({ arrangement }) => arrangement !== null)
        expect(new Map(arranged.map(({ layoutId, arrangement }) => [layoutId, arrangement?.['size']]))).toEqual(
          expected,
        )
        expect(open().view()).toEqual(store.view())
      }),
      { numRuns: 40 },
    )
  })
})
