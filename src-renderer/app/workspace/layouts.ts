import { createStore, type StoreApi } from 'zustand/vanilla'
import type { LayoutView, WorkspaceView } from '../../../src-contract/index.ts'
import type { CallFault, Timers } from '../../client/index.ts'
import { type Arrangement, untouched } from './arrangement.ts'
import { builtInOf, GIVEN_LAYOUTS, newLayoutId } from './layout-names.ts'

/** How long the user's hand has to rest before a change is kept. */
export const SAVE_DELAY_MS = 500

export type Saving =
  | { readonly kind: 'saved' }
  /** Changed, and soon to be kept. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'failed'; readonly reason: string }
  /** The role of this window may not keep layouts. */
  | { readonly kind: 'refused' }

export interface LayoutsState {
  /** False until the engine has given its layouts, or said that it cannot. */
  readonly loaded: boolean
  /** In their order. */
  readonly layouts: readonly LayoutView[]
  readonly activeId: string
  /** Grows whenever the dock has to be built anew from `arrangement`: another layout, or this one set back. */
  readonly revision: number
  readonly saving: Saving
  /** The file of the layouts was there, but the engine could not read it. */
  readonly fileFault: boolean
}

/** Procedures of the contract that keep layouts. */
export interface LayoutCalls {
  get(): Promise<WorkspaceView>
  put(input: { layoutId: string; name: string; arrangement: Record<string, unknown> }): Promise<LayoutView>
  reset(input: { layoutId: string }): Promise<LayoutView>
  remove(input: { layoutId: string }): Promise<unknown>
}

export interface LayoutsPorts {
  readonly calls: LayoutCalls
  readonly timers: Timers
  describeFault(error: unknown): CallFault
  /** Which layout this window shows, over a reload. */
  readonly chosen: { read(): string | null; write(layoutId: string): void }
  /** The file of the layouts could not be read; the engine has put it aside. */
  onUnreadableFile(reason: string): void
  /** Told once: nothing is kept with this role. */
  onRefused(): void
}

/**
 * The named layouts of the window: which there are, which is open, and that what is changed in it is kept. Where two
 * windows change the same one, the later change wins.
 */
export class Layouts {
  readonly store: StoreApi<LayoutsState>
  readonly #ports: LayoutsPorts
  #cancelSave: (() => void) | undefined
  /** Ids of layouts with changes that the engine does not have yet. */
  readonly #dirty = new Set<string>()
  #running: Promise<void> = Promise.resolve()
  #shown: Arrangement | undefined

  constructor(ports: LayoutsPorts) {
    this.#ports = ports
    this.store = createStore<LayoutsState>(() => ({
      loaded: false,
      layouts: GIVEN_LAYOUTS,
      activeId: ports.chosen.read() ?? 'trade',
      revision: 0,
      saving: { kind: 'saved' },
      fileFault: false,
    }))
  }

  get #state(): LayoutsState {
    return this.store.getState()
  }

  active(): LayoutView | undefined {
    return this.#find(this.#state.activeId)
  }

  /** What the open layout looks like now; undefined before it was shown. */
  get shown(): Arrangement | undefined {
    return this.#shown
  }

  handleShown(arrangement: Arrangement): void {
    this.#shown = arrangement
  }

  /** Asks the engine for its layouts, at the start and after every reconnect. What was changed here meanwhile stays. */
  async load(): Promise<void> {
    try {
      const { layouts, fault } = await this.#ports.calls.get()
      if (fault !== null && !this.#state.loaded) this.#ports.onUnreadableFile(fault)
      this.store.setState({ fileFault: fault !== null })
      this.#take(layouts)
      if (this.#dirty.size > 0) await this.flush()
    } catch (error) {
      const saving = this.#savingAfter(error)
      this.store.setState(({ revision, loaded }) => ({ loaded: true, revision: revision + (loaded ? 0 : 1), saving }))
    }
  }

  open(layoutId: string): void {
    if (layoutId === this.#state.activeId || this.#find(layoutId) === undefined) return
    void this.flush()
    this.#ports.chosen.write(layoutId)
    this.store.setState(({ revision }) => ({ activeId: layoutId, revision: revision + 1 }))
  }

  /** Takes over what the open layout looks like now; it is kept when the hand rests. */
  keep(arrangement: Arrangement): void {
    const { activeId } = this.#state
    this.#shown = arrangement
    this.#change(activeId, { arrangement: { ...arrangement } })
    if (this.#state.saving.kind === 'refused') return
    this.#dirty.add(activeId)
    this.store.setState({ saving: { kind: 'waiting' } })
    this.#cancelSave?.()
    this.#cancelSave = this.#ports.timers.after(SAVE_DELAY_MS, () => void this.flush())
  }

  /** Keeps at once what waits. Never throws: what failed stands in the state. */
  flush(): Promise<void> {
    this.#cancelSave?.()
    this.#cancelSave = undefined
    this.#running = this.#running.then(() => this.#saveAll())
    return this.#running
  }

  /** Adds a layout that looks like this one, and opens it. Throws what the engine said against it. */
  async add(name: string, arrangement: Arrangement): Promise<void> {
    const layoutId = newLayoutId(name, new Set(this.#state.layouts.map((layout) => layout.layoutId)))
    const layout = await this.#ports.calls.put({ layoutId, name, arrangement: { ...arrangement } })
    this.store.setState(({ layouts }) => ({ layouts: [...layouts, layout] }))
    this.open(layoutId)
  }

  async rename(layoutId: string, name: string): Promise<void> {
    await this.flush()
    const kept = this.#find(layoutId)?.arrangement ?? { ...untouched(builtInOf(layoutId) ?? 'trade') }
    const { name: newName } = await this.#ports.calls.put({ layoutId, name, arrangement: kept })
    this.#change(layoutId, { name: newName })
  }

  /** Removes a layout for good; the first one is opened where it was the open one. */
  async remove(layoutId: string): Promise<void> {
    this.#dirty.delete(layoutId)
    await this.#ports.calls.remove({ layoutId })
    const layouts = this.#state.layouts.filter((layout) => layout.layoutId !== layoutId)
    const [first] = layouts
    if (this.#state.activeId === layoutId && first !== undefined) this.open(first.layoutId)
    this.store.setState({ layouts })
  }

  /** Sets a built-in layout back to how it begins. */
  async reset(layoutId: string): Promise<void> {
    this.#dirty.delete(layoutId)
    const layout = await this.#ports.calls.reset({ layoutId })
    this.#change(layoutId, layout)
    this.store.setState(({ revision }) => ({ revision: revision + 1, saving: { kind: 'saved' } }))
  }

  #take(given: readonly LayoutView[]): void {
    const { layouts, activeId, loaded } = this.#state
    const merged = given.map((layout) =>
      loaded && (this.#dirty.has(layout.layoutId) || layout.layoutId === activeId)
        ? { ...layout, arrangement: layouts.find((own) => own.layoutId === layout.layoutId)?.arrangement ?? null }
        : layout,
    )
    const open = merged.find(({ layoutId }) => layoutId === activeId) ?? merged[0]
    const isOther = open?.layoutId !== activeId
    // From now on it is this window's own choice, whatever another window opens.
    if (open !== undefined) this.#ports.chosen.write(open.layoutId)
    this.store.setState(({ revision, saving }) => ({
      loaded: true,
      layouts: merged,
      activeId: open?.layoutId ?? activeId,
      revision: loaded && !isOther ? revision : revision + 1,
      saving: saving.kind === 'failed' && this.#dirty.size === 0 ? { kind: 'saved' } : saving,
    }))
  }

  async #saveAll(): Promise<void> {
    for (const layoutId of this.#dirty) {
      const layout = this.#find(layoutId)
      this.#dirty.delete(layoutId)
      if (layout === undefined || layout.arrangement === null) continue
      try {
        await this.#ports.calls.put({ layoutId, name: layout.name, arrangement: layout.arrangement })
      } catch (error) {
        const saving = this.#savingAfter(error)
        if (saving.kind === 'failed') this.#dirty.add(layoutId)
        this.store.setState({ saving })
        return
      }
    }
    if (this.#dirty.size === 0 && this.#state.saving.kind !== 'refused') {
      this.store.setState({ saving: { kind: 'saved' } })
    }
  }

  #savingAfter(error: unknown): Saving {
    const { code, message } = this.#ports.describeFault(error)
    if (code !== 'FORBIDDEN') return { kind: 'failed', reason: message }
    if (this.#state.saving.kind !== 'refused') this.#ports.onRefused()
    return { kind: 'refused' }
  }

  #find(layoutId: string): LayoutView | undefined {
    return this.#state.layouts.find((layout) => layout.layoutId === layoutId)
  }

  #change(layoutId: string, change: Partial<LayoutView>): void {
    this.store.setState(({ layouts }) => ({
      layouts: layouts.map((layout) => (layout.layoutId === layoutId ? { ...layout, ...change } : layout)),
    }))
  }
}
