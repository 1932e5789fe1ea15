import { describe, expect, it } from 'vitest'
import type { LayoutView, WorkspaceView } from '../../../src-contract/index.ts'
import type { CallFault } from '../../client/index.ts'
import { ManualTimers } from '../../client/testing/manual-timers.ts'
import { untouched } from './arrangement.ts'
import { GIVEN_LAYOUTS } from './layout-names.ts'
import { type LayoutCalls, Layouts, SAVE_DELAY_MS } from './layouts.ts'

const view = (layoutId: string, change: Partial<LayoutView> = {}): LayoutView => ({
  layoutId,
  name: layoutId,
  arrangement: null,
  changedAtMs: null,
  ...change,
})

const fault = (error: unknown): CallFault => ({
  code: error instanceof Error ? error.message : 'BUG',
  message: 'why',
  action: 'tellUser',
  data: undefined,
})

/** Layouts over an engine that keeps what it is given; `fail` makes every further call throw that code. */
function setUp(given: readonly LayoutView[] = GIVEN_LAYOUTS, chosen: string | null = null) {
  const timers = new ManualTimers()
  const kept = new Map(given.map((layout) => [layout.layoutId, layout]))
  const puts: string[] = []
  const told: string[] = []
  let failure: string | undefined
  const answer = async <Result>(act: () => Result): Promise<Result> => {
    await Promise.resolve()
    if (failure !== undefined) throw new Error(failure)
    return act()
  }
  const calls: LayoutCalls = {
    get: () => answer((): WorkspaceView => ({ layouts: [...kept.values()], fault: null })),
    put: ({ layoutId, name, arrangement }) =>
      answer(() => {
        puts.push(layoutId)
        const layout = view(layoutId, { name, arrangement, changedAtMs: 1 })
        kept.set(layoutId, layout)
        return layout
      }),
    reset: ({ layoutId }) =>
      answer(() => {
        kept.set(layoutId, view(layoutId))
        return view(layoutId)
      }),
    remove: ({ layoutId }) => answer(() => kept.delete(layoutId)),
  }
  let remembered = chosen
  const layouts = new Layouts({
    calls,
    timers,
    describeFault: fault,
    chosen: {
      read: () => remembered,
      write: (layoutId) => {
        remembered = layoutId
      },
    },
    onUnreadableFile: (reason) => told.push(reason),
    onRefused: () => told.push('refused'),
  })
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
  }
  return {
    layouts,
    timers,
    kept,
    puts,
    told,
    settle,
    fail: (code: string | undefined) => {
      failure = code
    },
    remembered: () => remembered,
    state: () => layouts.store.getState(),
  }
}

const changed = { ...untouched('trade'), links: { blue: 'sim:ETH' } }

describe('layouts', () => {
  it('open the one that this window had, where it is still there', async () => {
    const { layouts, state } = setUp(GIVEN_LAYOUTS, 'operate')
    await layouts.load()
    expect(state()).toMatchObject({ loaded: true, activeId: 'operate', revision: 1 })
  })

  it('stay with the one that was opened, whatever another window opens later', async () => {
    const { layouts, remembered } = setUp()
    await layouts.load()
    expect(remembered()).toBe('trade')
  })

  it('open the first one where that is gone', async () => {
    const { layouts, state } = setUp(GIVEN_LAYOUTS, 'mine')
    await layouts.load()
    expect(state().activeId).toBe('trade')
  })

  it('keep a change once, when the hand rests', async () => {
    const { layouts, timers, puts, kept, settle, state } = setUp()
    await layouts.load()
    layouts.keep(untouched('trade'))
    timers.advance(SAVE_DELAY_MS - 1)
    layouts.keep(changed)
    timers.advance(SAVE_DELAY_MS - 1)
    expect(puts).toEqual([])
    expect(state().saving.kind).toBe('waiting')
    timers.advance(1)
    await settle()
    expect(puts).toEqual(['trade'])
    expect(kept.get('trade')?.arrangement).toEqual(changed)
    expect(state().saving.kind).toBe('saved')
  })

  it('keep a change at once when another layout is opened', async () => {
    const { layouts, kept, settle, state, remembered } = setUp()
    await layouts.load()
    layouts.keep(changed)
    layouts.open('research')
    await settle()
    expect(kept.get('trade')?.arrangement).toEqual(changed)
    expect(state()).toMatchObject({ activeId: 'research', revision: 2 })
    expect(remembered()).toBe('research')
  })

  it('say why a change was not kept, and keep it after the next connect', async () => {
    const { layouts, kept, settle, state, fail } = setUp()
    await layouts.load()
    fail('CONNECTION_LOST')
    layouts.keep(changed)
    await layouts.flush()
    expect(state().saving).toEqual({ kind: 'failed', reason: 'why' })
    fail(undefined)
    await layouts.load()
    await settle()
    expect(kept.get('trade')?.arrangement).toEqual(changed)
    expect(state().saving.kind).toBe('saved')
  })

  it('say once that the role may not keep them, and try no more', async () => {
    const { layouts, told, state, fail, puts } = setUp()
    await layouts.load()
    fail('FORBIDDEN')
    layouts.keep(changed)
    await layouts.flush()
    layouts.keep(untouched('trade'))
    await layouts.flush()
    expect(told).toEqual(['refused'])
    expect(state().saving.kind).toBe('refused')
    expect(puts).toEqual([])
  })

  it('do not take over what another window made of the open one, until it is opened again', async () => {
    const { layouts, kept, state } = setUp()
    await layouts.load()
    kept.set('trade', view('trade', { arrangement: { other: 1 } }))
    kept.set('research', view('research', { arrangement: { other: 2 } }))
    await layouts.load()
    expect(layouts.active()?.arrangement).toBeNull()
    expect(state().layouts.find(({ layoutId }) => layoutId === 'research')?.arrangement).toEqual({ other: 2 })
    expect(state().revision).toBe(1)
  })

  it('begin with the built-in ones where the engine keeps none', async () => {
    const { layouts, state, fail } = setUp()
    fail('INTERNAL_SERVER_ERROR')
    await layouts.load()
    expect(state()).toMatchObject({ loaded: true, activeId: 'trade', saving: { kind: 'failed', reason: 'why' } })
    expect(state().layouts).toHaveLength(3)
  })

  it('add one under a free id and open it', async () => {
    const { layouts, kept, state } = setUp()
    await layouts.load()
    await layouts.add('Trade', changed)
    expect(kept.get('trade-2')).toMatchObject({ name: 'Trade', arrangement: changed })
    expect(state().activeId).toBe('trade-2')
  })

  it('rename one without touching what is in it', async () => {
    const { layouts, kept, state } = setUp([...GIVEN_LAYOUTS, view('mine', { arrangement: { a: 1 } })])
    await layouts.load()
    await layouts.rename('mine', 'Yours')
    expect(kept.get('mine')).toMatchObject({ name: 'Yours', arrangement: { a: 1 } })
    expect(state().layouts.at(-1)?.name).toBe('Yours')
  })

  it('open the first one when the open one is removed', async () => {
    const { layouts, kept, state } = setUp([...GIVEN_LAYOUTS, view('mine')], 'mine')
    await layouts.load()
    await layouts.remove('mine')
    expect(kept.has('mine')).toBe(false)
    expect(state().activeId).toBe('trade')
    expect(state().layouts).toHaveLength(3)
  })

  it('forget what was changed when one is set back', async () => {
    const { layouts, kept, settle, timers, state } = setUp()
    await layouts.load()
    layouts.keep(changed)
    await layouts.reset('trade')
    timers.advance(SAVE_DELAY_MS)
    await settle()
    expect(kept.get('trade')?.arrangement).toBeNull()
    expect(state()).toMatchObject({ revision: 2, saving: { kind: 'saved' } })
  })
})
