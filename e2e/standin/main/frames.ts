import { StrictEmitter } from '../wire/strict.ts'
import type { FrameView } from '../wire/messages.ts'
import { originOf } from '../wire/addresses.ts'

/** A frame of a page, with the part of Electron's `WebFrameMain` that a check of senders needs. */
export class WebFrameMain extends StrictEmitter {
  readonly parent: WebFrameMain | null
  readonly processId = 1
  readonly routingId: number
  readonly frameTreeNodeId: number
  url = 'about:blank'
  #inherited: string | undefined

  constructor(id: number, parent: WebFrameMain | null) {
    super()
    this.parent = parent
    this.routingId = id
    this.frameTreeNodeId = id
  }

  get top(): WebFrameMain {
    return this.parent?.top ?? this
  }

  /** A document without an address of its own has the origin of the page that it lies in. */
  get origin(): string {
    return this.url.startsWith('about:') ? (this.#inherited ?? 'null') : originOf(this.url)
  }

  isDestroyed(): boolean {
    return false
  }

  show(url: string): void {
    this.url = url
    this.#inherited = this.parent?.origin
  }
}

/** The frames of one page: the main one for as long as the page lives, others as they call. */
export class FrameTree {
  readonly main: WebFrameMain
  readonly #children = new Map<string, WebFrameMain>()
  readonly #newId: () => number

  constructor(newId: () => number) {
    this.#newId = newId
    this.main = new WebFrameMain(newId(), null)
  }

  frameOf(view: FrameView): WebFrameMain {
    const frame = view.isMain ? this.main : this.#child(view.frameId)
    frame.show(view.url)
    return frame
  }

  #child(frameId: string): WebFrameMain {
    const known = this.#children.get(frameId) ?? new WebFrameMain(this.#newId(), this.main)
    this.#children.set(frameId, known)
    return known
  }
}
