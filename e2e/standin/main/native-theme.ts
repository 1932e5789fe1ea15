import { StrictEmitter } from '../wire/strict.ts'
import { harness } from './harness.ts'

type Source = 'system' | 'light' | 'dark'

/** The desktop is light, unless the program says otherwise. */
class NativeTheme extends StrictEmitter {
  #source: Source = 'system'

  get themeSource(): Source {
    return this.#source
  }

  set themeSource(source: Source) {
    this.#source = source
    harness.tell('setColorScheme', this.shouldUseDarkColors ? 'dark' : 'light')
    this.emit('updated')
  }

  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark'
  }
}

export const nativeTheme = new NativeTheme()
