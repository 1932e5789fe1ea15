import type { createCodec as CreateCodec } from '../wire/codec.ts'
import type { createBridge as CreateBridge } from './bridge.ts'
import type { WorldNames } from './page-messages.ts'

export interface PageWorldTools {
  readonly createCodec: typeof CreateCodec
  readonly createBridge: typeof CreateBridge
}

/** Runs in the page's own world before its first script. Its text is put into the page. */
export function preparePageWorld(names: WorldNames, { createCodec, createBridge }: PageWorldTools): void {
  const freeze = (value: unknown): unknown => {
    if (typeof value === 'object' && value !== null) {
      for (const member of Object.values(value)) freeze(member)
      Object.freeze(value)
    }
    return value
  }

  let tellOpened: (url: string, frameName: string) => void = () => {}
  createBridge({
    createCodec,
    eventName: names.bridge,
    side: 'page',
    onExpose: (name, value) => {
      if (name === names.binding) tellOpened = value as typeof tellOpened
      else Object.defineProperty(window, name, { value: freeze(value), enumerable: true })
    },
  })

  window.open = (url = 'about:blank', target = '') => {
    tellOpened(new URL(url, document.baseURI).href, target)
    return null
  }

  // Chromium tells the other end nothing of a port that is closed; Electron's processes do notice.
  const relayed = new WeakSet<MessagePort>()
  const handleMessage = ({ ports }: MessageEvent): void => ports.forEach((port) => void relayed.add(port))
  window.addEventListener('message', handleMessage, { capture: true })
  // oxlint-disable-next-line typescript/unbound-method -- called below with the port that it belongs to.
  const close = MessagePort.prototype.close
  MessagePort.prototype.close = function closeAndTell(this: MessagePort): void {
    if (relayed.has(this)) this.postMessage(names.closeSignal)
    close.call(this)
  }
}
