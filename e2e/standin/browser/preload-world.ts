import type { createCodec as CreateCodec } from '../wire/codec.ts'
import type { createBridge as CreateBridge } from './bridge.ts'
import type { FromPage, ToPage, WorldNames } from './page-messages.ts'

export interface PreloadWorldTools {
  readonly createCodec: typeof CreateCodec
  readonly createBridge: typeof CreateBridge
  /** Runs the preload file with what a sandboxed one has. */
  readonly runPreload: (scope: PreloadScope) => void
}

/** Names that the preload file finds around itself. */
export interface PreloadScope {
  readonly require: (name: string) => unknown
  readonly process: object
  readonly window: object
  readonly location: object
}

/**
 * Runs in the preload's own world, which Chromium keeps apart from the page's. Its text is put into the page.
 */
export function preparePreloadWorld(names: WorldNames, tools: PreloadWorldTools): void {
  const { createCodec, createBridge, runPreload } = tools
  type Listener = (
    event: { readonly ports: readonly MessagePort[]; readonly sender: object },
    ...args: unknown[]
  ) => void
  interface Pending {
    resolve(value: unknown): void
    reject(error: Error): void
  }

  const codec = createCodec()
  const world = globalThis as unknown as Record<string, (text: string) => void>
  const emit = (message: FromPage): void =>
    world[names.binding]?.(codec.encode({ url: location.href, isMain: window === window.top, message }))

  const notInTheStandIn = (what: string): Error => new Error(`not in the stand-in: ${what}`)
  const guarded = <T extends object>(name: string, members: T): T =>
    new Proxy(members, {
      get(target, member, receiver) {
        if (typeof member === 'symbol' || member in target) return Reflect.get(target, member, receiver) as unknown
        throw notInTheStandIn(`${name}.${member}`)
      },
    })

  // Ports: a real one for the page, whose other end is kept here as a relay.
  const relays = new Map<number, MessagePort>()
  const openPort = (port: number): MessagePort => {
    const { port1: relay, port2 } = new MessageChannel()
    relays.set(port, relay)
    relay.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (data !== names.closeSignal) return emit({ t: 'port', port, data })
      relays.delete(port)
      return emit({ t: 'closePort', port })
    }
    return port2
  }

  const listeners = new Map<string, Listener[]>()
  const pending = new Map<number, Pending>()
  let calls = 0
  const ipcRenderer = guarded('ipcRenderer', {
    invoke: (channel: string, ...args: unknown[]): Promise<unknown> =>
      new Promise((resolve, reject) => {
        calls += 1
        emit({ t: 'invoke', id: calls, channel, args })
        pending.set(calls, { resolve, reject })
      }),
    send: (channel: string, ...args: unknown[]): void => emit({ t: 'send', channel, args }),
    on(channel: string, listener: Listener): unknown {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
      return ipcRenderer
    },
    removeListener(channel: string, listener: Listener): unknown {
      listeners.set(
        channel,
        (listeners.get(channel) ?? []).filter((other) => other !== listener),
      )
      return ipcRenderer
    },
  })

  const take = (id: number): Pending | undefined => {
    const call = pending.get(id)
    pending.delete(id)
    return call
  }
  const receive = (message: ToPage): void => {
    switch (message.t) {
      case 'done':
        return take(message.id)?.resolve(message.value)
      case 'failed':
        return take(message.id)?.reject(new Error(message.message))
      case 'send': {
        const event = { ports: message.ports.map(openPort), sender: ipcRenderer }
        for (const listener of listeners.get(message.channel) ?? []) listener(event, ...message.args)
        return undefined
      }
      case 'port':
        return relays.get(message.port)?.postMessage(message.data)
      case 'disconnect':
        relays.get(message.port)?.close()
        return void relays.delete(message.port)
    }
  }
  world[names.deliver] = (text) => {
    for (const message of codec.decode(text) as ToPage[]) receive(message)
  }

  const bridge = createBridge({ createCodec, eventName: names.bridge, side: 'preload', onExpose: () => {} })
  const tellOpened = (url: string, frameName: string): void => emit({ t: 'open', url, frameName })
  bridge.expose(names.binding, tellOpened)
  window.addEventListener(
    'click',
    (event) => {
      const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement)
      if (link?.target !== '_blank') return
      event.preventDefault()
      tellOpened(link.href, link.target)
    },
    { capture: true },
  )

  // The preload knows the program's own scheme, whatever the browser calls it.
  const translated = (text: string): string =>
    text.startsWith(names.browserOrigin) ? names.programOrigin + text.slice(names.browserOrigin.length) : text
  const scopeLocation = new Proxy(location, {
    get(target, member) {
      const value = Reflect.get(target, member) as unknown
      if (member === 'protocol') return new URL(translated(target.href)).protocol
      return typeof value === 'string' ? translated(value) : value
    },
  })
  const scopeWindow = new Proxy(window, {
    get(target, member) {
      if (member === 'location') return scopeLocation
      if (member === 'postMessage') {
        return (message: unknown, origin: string, ports: Transferable[] = []) =>
          target.postMessage(message, origin === names.programOrigin ? names.browserOrigin : origin, ports)
      }
      const value = Reflect.get(target, member) as unknown
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
    set: (target, member, value) => Reflect.set(target, member, value),
  })

  const electron = guarded('electron', {
    ipcRenderer,
    contextBridge: guarded('contextBridge', {
      exposeInMainWorld(name: string, api: unknown): void {
        bridge.expose(name, api)
      },
    }),
  })
  const require = (name: string): unknown => {
    if (name === 'electron' || name === 'electron/renderer') return electron
    throw new Error(`module not found: ${name}`)
  }
  const process = guarded('process', {
    type: 'renderer',
    platform: names.platform,
    contextIsolated: true,
    sandboxed: true,
  })
  try {
    runPreload({ require, process, window: scopeWindow, location: scopeLocation })
  } catch (error) {
    emit({ t: 'preloadFailed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
}
