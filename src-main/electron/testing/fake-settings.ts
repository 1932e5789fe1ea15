import { Emitter } from '../../base/index.ts'
import { DesktopConfig, EngineHostConfig } from '../electron-config.ts'
import type { DesktopSettings } from '../ports.ts'

/** Settings as the test sets them; the rest is as by default. */
export class FakeSettings {
  current: DesktopSettings
  readonly #changes = new Emitter<DesktopSettings>(() => undefined)
  readonly onChange = this.#changes.event

  constructor(desktop: Partial<DesktopConfig> = {}) {
    this.current = { engine: EngineHostConfig.parse({}), desktop: { ...DesktopConfig.parse({}), ...desktop } }
  }

  set(desktop: Partial<DesktopConfig>): void {
    this.current = { ...this.current, desktop: { ...this.current.desktop, ...desktop } }
    this.#changes.fire(this.current)
  }
}
