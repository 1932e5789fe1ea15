import type { CDPSession } from '@playwright/test'
import type { ToPage } from '../browser/page-messages.ts'
import { createCodec } from '../wire/codec.ts'

/** Name that Chromium knows the preload's world by. */
export const PRELOAD_WORLD = 'stand-in preload'

interface World {
  readonly contextId: number
  readonly waiting: ToPage[]
  isBusy: boolean
}

const codec = createCodec()

/** The preload's worlds in the frames of one page, and the way into them. */
export class FrameWorlds {
  readonly #cdp: CDPSession
  readonly #deliver: string
  readonly #mainFrameId: string
  readonly #worlds = new Map<string, World>()
  readonly #onMainWorldLost: () => void

  constructor(
    cdp: CDPSession,
    options: { readonly deliver: string; readonly mainFrameId: string; readonly onMainWorldLost: () => void },
  ) {
    this.#cdp = cdp
    this.#deliver = options.deliver
    this.#mainFrameId = options.mainFrameId
    this.#onMainWorldLost = options.onMainWorldLost
    cdp.on('Runtime.executionContextCreated', ({ context }) => {
      const frameId = (context.auxData as { frameId?: string } | undefined)?.frameId
      if (context.name === PRELOAD_WORLD && frameId !== undefined) this.#add(frameId, context.id)
    })
    cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }) => this.#remove(executionContextId))
    cdp.on('Runtime.executionContextsCleared', () => this.#clear())
  }

  frameOf(contextId: number): string | undefined {
    return [...this.#worlds].find(([, world]) => world.contextId === contextId)?.[0]
  }

  isMain(frameId: string): boolean {
    return frameId === this.#mainFrameId
  }

  /** What is sent to a page before its preload runs is lost, as in Electron. False where that is so. */
  sendToMain(message: ToPage): boolean {
    return this.send(this.#mainFrameId, message)
  }

  send(frameId: string, message: ToPage): boolean {
    const world = this.#worlds.get(frameId)
    if (world === undefined) return false
    world.waiting.push(message)
    if (!world.isBusy) void this.#flush(world)
    return true
  }

  /** One delivery at a time, of everything that has gathered: keeps the order and saves ways. */
  async #flush(world: World): Promise<void> {
    world.isBusy = true
    while (world.waiting.length > 0) {
      const text = codec.encode(world.waiting.splice(0))
      await this.#cdp
        .send('Runtime.evaluate', {
          contextId: world.contextId,
          expression: `globalThis[${JSON.stringify(this.#deliver)}](${JSON.stringify(text)})`,
        })
        // The page is being replaced; what was for the old one is lost with it.
        .catch(() => undefined)
    }
    world.isBusy = false
  }

  #add(frameId: string, contextId: number): void {
    this.#worlds.set(frameId, { contextId, waiting: [], isBusy: false })
  }

  #remove(contextId: number): void {
    const frameId = this.frameOf(contextId)
    if (frameId === undefined) return
    this.#worlds.delete(frameId)
    if (this.isMain(frameId)) this.#onMainWorldLost()
  }

  #clear(): void {
    const hadMain = this.#worlds.has(this.#mainFrameId)
    this.#worlds.clear()
    if (hadMain) this.#onMainWorldLost()
  }
}
