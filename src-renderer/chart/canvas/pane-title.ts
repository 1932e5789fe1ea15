import type { IPanePrimitive, PaneAttachedParameter } from 'lightweight-charts'
import { paneView, type Surface } from './canvas-target.ts'
import type { ChartColors } from './chart-colors.ts'

const LEFT_PX = 10
const BASE_PX = 16
const HALO_PX = 3

/** Name of an indicator in the upper left corner of its pane. */
export class PaneTitle implements IPanePrimitive {
  readonly #text: string
  readonly #views = [paneView((surface) => this.#draw(surface), 'top')]
  #colors: ChartColors
  #requestUpdate: (() => void) | undefined

  constructor(text: string, colors: ChartColors) {
    this.#text = text
    this.#colors = colors
  }

  attached({ requestUpdate }: PaneAttachedParameter): void {
    this.#requestUpdate = requestUpdate
  }

  detached(): void {
    this.#requestUpdate = undefined
  }

  paneViews() {
    return this.#views
  }

  setColors(colors: ChartColors): void {
    this.#colors = colors
    this.#requestUpdate?.()
  }

  #draw({ context }: Surface): void {
    context.font = `500 11px ${this.#colors.font}`
    context.lineJoin = 'round'
    context.lineWidth = HALO_PX
    context.strokeStyle = this.#colors.panel
    context.strokeText(this.#text, LEFT_PX, BASE_PX)
    context.fillStyle = this.#colors.text2
    context.fillText(this.#text, LEFT_PX, BASE_PX)
  }
}
