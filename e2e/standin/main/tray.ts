import { StrictEmitter } from '../wire/strict.ts'
import { app } from './app.ts'
import type { Menu } from './menu.ts'
import { imageOf, type NativeImage } from './native-image.ts'
import { records } from './records.ts'

/** `none`: a desktop without a place for trays. */
const TRAY_VARIABLE = 'STAND_IN_TRAY'

export class Tray extends StrictEmitter {
  toolTip = ''
  title = ''
  imageFile: string
  menu: Menu | null = null
  #isDestroyed = false

  constructor(image: NativeImage | string) {
    super()
    if (!app.isReady()) throw new Error('Cannot create Tray before app is ready')
    if (process.env[TRAY_VARIABLE] === 'none') throw new Error('Failed to create a tray')
    this.imageFile = imageOf(image).file
    records.trays.add(this)
  }

  setToolTip(toolTip: string): void {
    this.toolTip = toolTip
  }

  /** Shown beside the icon on macOS only. */
  setTitle(title: string): void {
    this.title = title
  }

  setImage(image: NativeImage | string): void {
    this.imageFile = imageOf(image).file
  }

  setPressedImage(image: NativeImage | string): void {
    imageOf(image)
  }

  setContextMenu(menu: Menu | null): void {
    this.menu = menu
  }

  setIgnoreDoubleClickEvents(_isIgnored: boolean): void {
    // A click is only ever one here.
  }

  popUpContextMenu(_menu?: Menu): void {
    // Menus are clicked by their entries here, opened or not.
  }

  getBounds(): { x: number; y: number; width: number; height: number } {
    return { x: 1880, y: 0, width: 24, height: 24 }
  }

  isDestroyed(): boolean {
    return this.#isDestroyed
  }

  destroy(): void {
    this.#isDestroyed = true
    records.trays.delete(this)
  }
}
