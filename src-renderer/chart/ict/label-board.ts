import type { Surface } from '../canvas/canvas-target.ts'

export type LabelAlign = 'left' | 'center' | 'right'

/** Which label has the room where two want it: `last` gives way to all others. */
export type LabelRank = 'first' | 'second' | 'last'

/** Where a label would stand; used again for the next picture. */
export interface LabelWish {
  text: string
  color: string
  rank: LabelRank
  /** Middle of the text. */
  y: number
  x: number
  align: LabelAlign
  /** Where it stands instead when there is no room; NaN for nowhere. */
  otherX: number
  otherAlign: LabelAlign
}

export interface LabelStyle {
  readonly font: string
  /** Around the letters, so that they can be read over candles. */
  readonly halo: string
}

/** Room that a label takes, in px. */
interface Rectangle {
  left: number
  right: number
  top: number
  bottom: number
}

const RANKS: readonly LabelRank[] = ['first', 'second', 'last']
const HEIGHT_PX = 13
const HALO_PX = 3
const GAP_PX = 2
const KEPT_WIDTHS = 500

/** Gathers the labels of one picture and draws those that have room: none over another. */
export class LabelBoard {
  readonly #wishes: LabelWish[] = []
  readonly #placed: Rectangle[] = []
  readonly #widths = new Map<string, number>()
  #wishCount = 0
  #placedCount = 0
  #top = 0
  #font = ''

  /** Labels stay below this distance from the top. */
  keepBelow(y: number): void {
    this.#top = y
  }

  /** A label to be filled in. */
  wish(): LabelWish {
    const known = this.#wishes[this.#wishCount]
    const wish = known ?? emptyWish()
    if (known === undefined) this.#wishes.push(wish)
    this.#wishCount += 1
    wish.otherX = Number.NaN
    wish.rank = 'first'
    return wish
  }

  /** Draws the labels that have room, the earlier wishes of a rank first; they stay for when only what lies over them changes. */
  draw(surface: Surface, { font, halo }: LabelStyle): void {
    const { context } = surface
    if (font !== this.#font || this.#widths.size > KEPT_WIDTHS) this.#widths.clear()
    this.#font = font
    this.#placedCount = 0
    prepare(context, font, halo)
    for (const rank of RANKS)
      for (let index = 0; index < this.#wishCount; index += 1) {
        const wish = this.#wishes[index]
        if (wish?.rank === rank) this.#drawWish(wish, surface)
      }
  }

  /** Forgets the wishes: another picture begins. */
  clear(): void {
    this.#wishCount = 0
  }

  #drawWish(wish: LabelWish, surface: Surface): void {
    const width = this.#widthOf(wish.text, surface.context)
    const left = this.#roomFor(wish, width, surface)
    if (left === undefined) return
    surface.context.strokeText(wish.text, left, wish.y)
    surface.context.fillStyle = wish.color
    surface.context.fillText(wish.text, left, wish.y)
  }

  /** Left edge of the text where it has room; that room is taken then. */
  #roomFor({ x, align, otherX, otherAlign, y }: LabelWish, width: number, surface: Surface): number | undefined {
    const first = leftOf(x, align, width)
    if (this.#take(first, width, { y, surface })) return first
    if (Number.isNaN(otherX)) return undefined
    const other = leftOf(otherX, otherAlign, width)
    return this.#take(other, width, { y, surface }) ? other : undefined
  }

  #take(left: number, width: number, { y, surface }: { readonly y: number; readonly surface: Surface }): boolean {
    const top = y - HEIGHT_PX / 2
    const [right, bottom] = [left + width, top + HEIGHT_PX]
    if (left < GAP_PX || right > surface.width - GAP_PX || top < this.#top || bottom > surface.height) return false
    for (let index = 0; index < this.#placedCount; index += 1) {
      const placed = this.#placed[index]
      if (placed === undefined || left >= placed.right + GAP_PX || right <= placed.left - GAP_PX) continue
      if (top < placed.bottom && bottom > placed.top) return false
    }
    this.#put(left, right, { top, bottom })
    return true
  }

  #put(left: number, right: number, { top, bottom }: Pick<Rectangle, 'top' | 'bottom'>): void {
    const known = this.#placed[this.#placedCount]
    this.#placedCount += 1
    if (known === undefined) {
      this.#placed.push({ left, right, top, bottom })
      return
    }
    known.left = left
    known.right = right
    known.top = top
    known.bottom = bottom
  }

  #widthOf(text: string, context: CanvasRenderingContext2D): number {
    const known = this.#widths.get(text)
    if (known !== undefined) return known
    const { width } = context.measureText(text)
    this.#widths.set(text, width)
    return width
  }
}

const emptyWish = (): LabelWish => ({
  text: '',
  color: '',
  rank: 'first',
  y: 0,
  x: 0,
  align: 'left',
  otherX: Number.NaN,
  otherAlign: 'left',
})

const SHARES: Readonly<Record<LabelAlign, number>> = { left: 0, center: 0.5, right: 1 }
const leftOf = (x: number, align: LabelAlign, width: number): number => Math.round(x - SHARES[align] * width)

function prepare(context: CanvasRenderingContext2D, font: string, halo: string): void {
  context.font = font
  context.textAlign = 'left'
  context.textBaseline = 'middle'
  context.lineJoin = 'round'
  context.lineWidth = HALO_PX
  context.strokeStyle = halo
  context.setLineDash([])
}
