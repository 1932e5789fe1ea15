import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CallFault } from '../../client/index.ts'
import { DEFAULT_VALUES, WindowValues } from './window-values.ts'

/** As last heard from an engine: the window begins with it, before the engine answers. */
const KNOWN = 'wheelhouse.window'
/** What was changed in this window only. */
const OWN = 'wheelhouse.window.own'

export interface PreferencesPorts {
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>
  describeFault(error: unknown): CallFault
  /** A value was changed for this window only: the role may not change the configuration. */
  onOwnOnly(): void
}

/** Writes values into the section `window` of the configuration. */
export type PutWindow = (values: Partial<WindowValues>) => Promise<unknown>

/** The user's choices of how the window looks and speaks. They are part of the configuration, so every window has the same. */
export class Preferences {
  readonly store: StoreApi<WindowValues>
  readonly #ports: PreferencesPorts
  #known: WindowValues
  #own: Partial<WindowValues>

  constructor(ports: PreferencesPorts) {
    this.#ports = ports
    this.#known = WindowValues.parse(readJson(ports.storage, KNOWN))
    this.#own = readOwn(ports.storage)
    this.store = createStore<WindowValues>(() => ({ ...this.#known, ...this.#own }))
  }

  get values(): WindowValues {
    return this.store.getState()
  }

  /** The configuration in force, as the engine says it. */
  handleConfiguration(value: Readonly<Record<string, unknown>>): void {
    const { success, data } = WindowValues.safeParse(value['window'] ?? {})
    this.#known = success ? data : DEFAULT_VALUES
    this.#ports.storage.setItem(KNOWN, JSON.stringify(this.#known))
    this.#apply()
  }

  /**
   * Changes values: at once here, and for good in the configuration. Where the role may not, they stay changed in this
   * window only. Throws what else the engine has against it; everything is as before then.
   */
  async change(values: Partial<WindowValues>, put: PutWindow): Promise<void> {
    const before = { known: this.#known, own: this.#own }
    this.#known = { ...this.#known, ...values }
    this.#own = without(this.#own, Object.keys(values))
    this.#apply()
    try {
      await put(values)
      this.#ports.storage.setItem(KNOWN, JSON.stringify(this.#known))
    } catch (error) {
      this.#known = before.known
      this.#own = before.own
      const isRefused = this.#ports.describeFault(error).code === 'FORBIDDEN'
      if (isRefused) this.#own = { ...before.own, ...values }
      this.#apply()
      if (!isRefused) throw error
      this.#ports.onOwnOnly()
    } finally {
      this.#ports.storage.setItem(OWN, JSON.stringify(this.#own))
    }
  }

  #apply(): void {
    this.store.setState({ ...this.#known, ...this.#own })
  }
}

function without(values: Partial<WindowValues>, keys: readonly string[]): Partial<WindowValues> {
  return Object.fromEntries(Object.entries(values).filter(([key]) => !keys.includes(key)))
}

function readOwn(storage: PreferencesPorts['storage']): Partial<WindowValues> {
  const kept = readJson(storage, OWN)
  const values = WindowValues.parse(kept)
  return Object.fromEntries(Object.entries(values).filter(([key]) => Object.hasOwn(kept, key)))
}

function readJson(storage: PreferencesPorts['storage'], key: string): object {
  try {
    const value: unknown = JSON.parse(storage.getItem(key) ?? '{}')
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    // Somebody else has written there; what the engine says comes in a moment.
    return {}
  }
}
