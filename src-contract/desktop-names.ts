/*
 * What the preload needs at run time: plain texts, so that the one file it is built to carries no schema library.
 * `desktop.ts` says what travels under these names.
 */

/** The window's own scheme: nothing is loaded from files or from the network. */
export const APP_SCHEME = 'app'
export const APP_HOST = 'wheelhouse'
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`

/** Channels on which the page asks and main answers. */
export const INVOKE_CHANNELS = {
  engineState: 'desktop:engine-state',
  restartEngine: 'desktop:restart-engine',
  connect: 'desktop:connect',
  openLink: 'desktop:open-link',
  exportFile: 'desktop:export-file',
  importConfiguration: 'desktop:import-configuration',
  about: 'desktop:about',
} as const

/** Channels on which main tells the page. */
export const PUSH_CHANNELS = {
  engineState: 'desktop:engine-state-changed',
  menuCommand: 'desktop:menu-command',
} as const

/** Main hands the page's two ports to the preload here: calls first, topics second; the data is a `PortsMessage`. */
export const PORTS_CHANNEL = 'desktop:ports'

/** What the preload posts to its own window together with the two ports. */
export const PORTS_MESSAGE_TYPE = 'wheelhouse:ports'

/** Name of the bridge on the page's `window`. */
export const BRIDGE_NAME = 'wheelhouse'
