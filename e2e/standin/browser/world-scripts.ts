import { createCodec } from '../wire/codec.ts'
import { createBridge } from './bridge.ts'
import type { WorldNames } from './page-messages.ts'
import { preparePageWorld } from './page-world.ts'
import { preparePreloadWorld } from './preload-world.ts'

export interface WorldScriptOptions {
  readonly names: WorldNames
  /** Text of the preload file. */
  readonly preload: string
  /** Frames inside of the page get a preload's world as well. */
  readonly subFrames: boolean
}

/** Neither the empty page that a window begins with, nor frames that have no preload. */
const guard = (subFrames: boolean): string =>
  `if (window === window.top ? location.href === 'about:blank' : ${!subFrames}) return`

const TOOLS = `const createCodec = ${createCodec.toString()}; const createBridge = ${createBridge.toString()}`

/** Text for the page's own world; must be added before that of the preload's, which calls it. */
export function pageWorldScript({ names, subFrames }: WorldScriptOptions): string {
  return `(() => { ${guard(subFrames)}
${TOOLS}
;(${preparePageWorld.toString()})(${JSON.stringify(names)}, { createCodec, createBridge }) })()`
}

export function preloadWorldScript({ names, preload, subFrames }: WorldScriptOptions): string {
  return `(() => { ${guard(subFrames)}
${TOOLS}
const runPreload = ({ require, process, window, location }) => {
  const module = { exports: {} }
  ;(function (exports) {
${preload}
  })(module.exports)
}
;(${preparePreloadWorld.toString()})(${JSON.stringify(names)}, { createCodec, createBridge, runPreload }) })()`
}
