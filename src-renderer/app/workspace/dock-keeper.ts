import type { DockviewApi, SerializedDockview } from 'dockview-react'
import type { LayoutView } from '../../../src-contract/index.ts'
import type { Timers } from '../../client/index.ts'
import { useLinkGroups } from '../../panels/index.ts'
import { type Arrangement, panelState, readArrangement, untouched } from './arrangement.ts'
import { BUILT_IN } from './built-in-layouts.ts'
import { onPanelChange } from './dock-handle.ts'
import { frontOf, hasOtherShape, withFront } from './dock-shape.ts'
import { type DockSize, dockOf } from './dock-tree.ts'
import { keepSizes } from './group-sizes.ts'
import { builtInOf } from './layout-names.ts'

/** A window that is being resized gets its panels new places once it rests. */
const REST_MS = 150

export interface DockKeeperPorts {
  readonly api: DockviewApi
  readonly timers: Timers
  size(): DockSize
  /** What the layout looks like that was just built. */
  onShow(arrangement: Arrangement): void
  /** What the open layout looks like now, whenever the user has changed something. */
  onChange(arrangement: Arrangement): void
  /** The kept arrangement cannot be read; the dock shows how the layout begins. */
  onUnreadable(): void
}

/** Builds the dock of a layout, and finds out what the user changes in it. */
export class DockKeeper {
  readonly #ports: DockKeeperPorts
  readonly #ends: readonly (() => void)[]
  #arrangement: Arrangement = untouched('trade')
  /** The dock as it was when it was last looked at. */
  #seen: SerializedDockview | undefined
  #seenContent = ''
  /** Size that the dock was last built for. */
  #builtFor: DockSize = { width: 0, height: 0 }
  #cancelResize: (() => void) | undefined

  constructor(ports: DockKeeperPorts) {
    this.#ports = ports
    const layoutChange = ports.api.onDidLayoutChange(() => this.#look())
    const maximised = ports.api.onDidMaximizedGroupChange(({ isMaximized }) => !isMaximized && this.handleResize())
    this.#ends = [
      () => layoutChange.dispose(),
      () => maximised.dispose(),
      keepSizes(ports.api),
      onPanelChange(() => this.#look()),
      useLinkGroups.subscribe((now, before) => {
        if (now.instruments === before.instruments) return
        // The first instrument of a colour is nobody's choice.
        const isFirst = Object.keys(before.instruments).length === 0
        if (isFirst && this.#seen !== undefined) this.#remember(this.#seen)
        else this.#look()
      }),
    ]
  }

  /** Builds the dock of a layout. */
  show({ layoutId, arrangement }: Pick<LayoutView, 'layoutId' | 'arrangement'>): void {
    const begins = builtInOf(layoutId) ?? 'trade'
    const read = arrangement === null ? untouched(begins) : readArrangement(arrangement)
    const { instruments, restore } = useLinkGroups.getState()
    this.#seen = undefined
    this.#arrangement = read ?? untouched(begins)
    if (read === undefined || !this.#load()) {
      this.#arrangement = untouched(begins)
      this.#load()
      this.#ports.onUnreadable()
    }
    restore({ ...instruments, ...this.#arrangement.links })
    this.#remember()
    this.#ports.onShow(this.#arrangement)
  }

  /** The place for the dock has another size: what nobody has changed is built anew for it. */
  handleResize(): void {
    this.#cancelResize?.()
    this.#cancelResize = this.#ports.timers.after(REST_MS, () => this.#rebuild())
  }

  dispose(): void {
    this.#cancelResize?.()
    for (const end of this.#ends) end()
  }

  #rebuild(): void {
    const { api } = this.#ports
    const { width, height } = this.#ports.size()
    const isSame = this.#builtFor.width === width && this.#builtFor.height === height
    const mayNot = this.#seen === undefined || this.#arrangement.dock !== null || api.hasMaximizedGroup()
    if (isSame || mayNot) return
    const focused = document.activeElement
    this.#load({ reuseExistingPanels: true })
    this.#remember()
    if (focused instanceof HTMLElement && focused !== document.activeElement) focused.focus()
  }

  /** @returns false where the dock cannot be built from it. */
  #load(options: { readonly reuseExistingPanels: boolean } = { reuseExistingPanels: false }): boolean {
    const { dock, begins } = this.#arrangement
    const size = this.#ports.size()
    this.#builtFor = size
    try {
      this.#ports.api.fromJSON(dock ?? this.#begun(dockOf(BUILT_IN[begins](size), size)), options)
      this.#activate()
      return true
    } catch (error) {
      reportError(error)
      return false
    }
  }

  /** Commands act on the active panel: before one was chosen it is that of the largest group. */
  #activate(): void {
    const { activeGroup, groups } = this.#ports.api
    if (activeGroup !== undefined) return
    const [largest] = groups.toSorted((one, two) => two.api.width * two.api.height - one.api.width * one.api.height)
    largest?.api.setActive()
  }

  /** The beginning of a layout with what was changed inside its panels. */
  #begun(dock: SerializedDockview): SerializedDockview {
    const { panels, front } = this.#arrangement
    const changed = Object.entries(dock.panels).map(([id, panel]) => {
      const kept = panelState(panels[id])
      return [id, kept?.kind === panelState(panel.params)?.kind ? { ...panel, params: kept ?? {} } : panel]
    })
    return withFront({ ...dock, panels: Object.fromEntries(changed) as SerializedDockview['panels'] }, front)
  }

  #look(): void {
    const { api } = this.#ports
    const before = this.#seen
    if (before === undefined) return
    const now = api.hasMaximizedGroup() ? before : plain(api.toJSON())
    const content = this.#content(now)
    const hasMoved = hasOtherShape(before, now)
    if (!hasMoved && content === this.#seenContent) {
      this.#seen = now
      return
    }
    this.#arrangement = this.#changed(now, hasMoved)
    this.#remember(now)
    this.#ports.onChange(this.#arrangement)
  }

  #changed(now: SerializedDockview, hasMoved: boolean): Arrangement {
    const { begins, dock, panels } = this.#arrangement
    const links = { ...useLinkGroups.getState().instruments }
    const states = this.#states()
    if (hasMoved || dock !== null) {
      const own = Object.entries(now.panels).map(([id, panel]) => [
        id,
        { ...panel, params: states[id] ?? panel.params },
      ])
      return { version: 1, begins, dock: { ...now, panels: Object.fromEntries(own) }, panels: {}, front: [], links }
    }
    return { version: 1, begins, dock: null, panels: { ...panels, ...states }, front: [...frontOf(now)], links }
  }

  #remember(now: SerializedDockview = plain(this.#ports.api.toJSON())): void {
    this.#seen = now
    this.#seenContent = this.#content(now)
  }

  /** All that is kept beside places and sizes. */
  #content(dock: SerializedDockview): string {
    return JSON.stringify([frontOf(dock), this.#states(), useLinkGroups.getState().instruments])
  }

  #states(): Record<string, unknown> {
    return Object.fromEntries(this.#ports.api.panels.map(({ id, params }) => [id, params]))
  }
}

/** Without what belongs to the moment or to the language, and is not kept. */
function plain({ grid: { root, width, height, orientation }, panels }: SerializedDockview): SerializedDockview {
  const untitled = Object.entries(panels).map(([id, { title: _title, ...panel }]) => [id, panel])
  return { grid: { root, width, height, orientation }, panels: Object.fromEntries(untitled) as typeof panels }
}
