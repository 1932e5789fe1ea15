import {
  BUILT_IN_LAYOUTS,
  type BuiltInLayout,
  type LayoutView,
  MAX_LAYOUT_BYTES,
  type WorkspaceView,
} from '../../src-contract/index.ts'
import { type Clock, EngineError, type Logger } from '../base/index.ts'
import { putAside, readLayoutFile, type StoredLayout, writeLayoutFile } from './layout-file.ts'

/** Layouts that are kept at most, the built-in ones among them. */
export const MAX_LAYOUTS = 50

const BUILT_IN_NAMES: Readonly<Record<BuiltInLayout, string>> = {
  trade: 'Trade',
  research: 'Research',
  operate: 'Operate',
}

export interface LayoutStoreOptions {
  /** Need not exist; it is created when something is kept. */
  readonly file: string
  /** The system clock. */
  readonly clock: Clock
  readonly logger: Logger
}

/** What of a layout is kept. */
export interface LayoutDraft {
  readonly layoutId: string
  readonly name: string
  readonly arrangement: Record<string, unknown>
}

/** The named layouts of the window, in a file of the data folder. The built-in ones are always there. */
export class LayoutStore {
  readonly #file: string
  readonly #clock: Clock
  readonly #fault: string | null
  /** Those that somebody has arranged, built in or not. */
  #stored: ReadonlyMap<string, StoredLayout>
  /** An unreadable file has to be put aside before anything is written. */
  #isInTheWay: boolean
  #writing: Promise<unknown> = Promise.resolve()

  /** Reads the file. Where it cannot be used it is put aside, and the workspace says so. */
  constructor({ file, clock, logger }: LayoutStoreOptions) {
    this.#file = file
    this.#clock = clock
    const { layouts, fault, isInTheWay } = readLayoutFile(file)
    this.#fault = fault
    this.#isInTheWay = isInTheWay
    this.#stored = byId(layouts)
    if (fault !== null) logger.warn('the layouts of the window begin anew', { reason: fault })
  }

  /** The built-in ones in their order, then the others by name. */
  view(): WorkspaceView {
    const own = [...this.#stored.values()].filter(({ layoutId }) => !isBuiltIn(layoutId))
    return {
      layouts: [...BUILT_IN_LAYOUTS.map((id) => this.#builtIn(id)), ...own.toSorted(compareNames)],
      fault: this.#fault,
    }
  }

  /** The same once everything is kept that was asked for before: a window that was just reloaded sees what it did last. */
  async settledView(): Promise<WorkspaceView> {
    await this.#writing
    return this.view()
  }

  /**
   * Keeps a layout, a new one or another arrangement of a known one; resolves when it is on disk.
   * @throws EngineError `BAD_REQUEST` where it is too large, or one more than is kept.
   */
  async put({ layoutId, name, arrangement }: LayoutDraft): Promise<LayoutView> {
    checkSize(arrangement)
    const layout: StoredLayout = { layoutId, name, arrangement, changedAtMs: this.#clock.nowMs() }
    await this.#change((stored) => {
      stored.set(layoutId, layout)
      checkCount(stored)
    })
    return layout
  }

  /**
   * Sets a built-in layout back to its beginning.
   * @throws EngineError `UNKNOWN_LAYOUT` for every other one.
   */
  async reset(layoutId: string): Promise<LayoutView> {
    if (!isBuiltIn(layoutId)) {
      throw new EngineError(
        'UNKNOWN_LAYOUT',
        `"${layoutId}" is no built-in layout; ${BUILT_IN_LAYOUTS.join(', ')} can be set back.`,
      )
    }
    await this.#change((stored) => stored.delete(layoutId))
    return this.#builtIn(layoutId)
  }

  /** @throws EngineError `UNKNOWN_LAYOUT`, and `LAYOUT_BUILT_IN` for one that can only be set back. */
  async remove(layoutId: string): Promise<void> {
    if (isBuiltIn(layoutId)) {
      throw new EngineError('LAYOUT_BUILT_IN', `The layout "${layoutId}" is built in. It can be set back, not removed.`)
    }
    await this.#change((stored) => {
      if (!stored.delete(layoutId)) throw new EngineError('UNKNOWN_LAYOUT', `There is no layout "${layoutId}".`)
    })
  }

  /** One change after the other; one that cannot be written has not happened. */
  #change(edit: (stored: Map<string, StoredLayout>) => void): Promise<void> {
    const change = this.#writing.then(() => this.#write(edit))
    this.#writing = change.catch(() => undefined)
    return change
  }

  async #write(edit: (stored: Map<string, StoredLayout>) => void): Promise<void> {
    const stored = new Map(this.#stored)
    edit(stored)
    if (this.#isInTheWay) putAside(this.#file)
    this.#isInTheWay = false
    await writeLayoutFile(this.#file, [...stored.values()])
    this.#stored = stored
  }

  #builtIn(layoutId: BuiltInLayout): LayoutView {
    const untouched = { layoutId, name: BUILT_IN_NAMES[layoutId], arrangement: null, changedAtMs: null }
    return this.#stored.get(layoutId) ?? untouched
  }
}

function byId(layouts: readonly StoredLayout[]): ReadonlyMap<string, StoredLayout> {
  return new Map(layouts.map((layout) => [layout.layoutId, layout]))
}

function isBuiltIn(layoutId: string): layoutId is BuiltInLayout {
  return BUILT_IN_LAYOUTS.some((builtIn) => builtIn === layoutId)
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

function compareNames(a: LayoutView, b: LayoutView): number {
  return collator.compare(a.name, b.name) || collator.compare(a.layoutId, b.layoutId)
}

function checkSize(arrangement: Record<string, unknown>): void {
  const bytes = Buffer.byteLength(JSON.stringify(arrangement))
  if (bytes <= MAX_LAYOUT_BYTES) return
  throw new EngineError('BAD_REQUEST', `The layout has ${bytes} bytes; at most ${MAX_LAYOUT_BYTES} are kept.`)
}

function checkCount(stored: ReadonlyMap<string, StoredLayout>): void {
  const own = [...stored.keys()].filter((layoutId) => !isBuiltIn(layoutId)).length
  const count = own + BUILT_IN_LAYOUTS.length
  if (count <= MAX_LAYOUTS) return
  throw new EngineError(
    'BAD_REQUEST',
    `This would be layout ${count}; at most ${MAX_LAYOUTS} are kept, the ${BUILT_IN_LAYOUTS.length} built-in ones among them. Remove one first.`,
  )
}
