import type { BrowserWindowConstructorOptions } from 'electron/main'
import { PRODUCT_NAME } from './product.ts'
import { MIN_WINDOW_SIZE, type WindowState } from './window-state.ts'

/** The page's ground colour (`--bg0`) before it has painted, so that no white flash is seen. */
const GROUND_COLOURS = { dark: '#07090b', light: '#dde1e5' } as const

export interface WindowOptionsInput {
  readonly state: WindowState
  /** Built preload file. */
  readonly preload: string
  /** Icon file; macOS takes the bundle's own. */
  readonly icon: string
  readonly platform: NodeJS.Platform
  readonly isDark: boolean
  readonly isPackaged: boolean
}

/** Options of the window: the page is sandboxed and isolated, and shown when it has painted. */
export function windowOptions(input: WindowOptionsInput): BrowserWindowConstructorOptions {
  const { state, platform, icon, isDark } = input
  return {
    ...state.bounds,
    minWidth: MIN_WINDOW_SIZE.width,
    minHeight: MIN_WINDOW_SIZE.height,
    title: PRODUCT_NAME,
    show: false,
    backgroundColor: isDark ? GROUND_COLOURS.dark : GROUND_COLOURS.light,
    ...(platform === 'darwin' ? {} : { icon }),
    // Said only where it is wanted: `false` takes the button away on macOS.
    ...(state.isFullScreen ? { fullscreen: true } : {}),
    webPreferences: webPreferences(input),
  }
}

function webPreferences(input: WindowOptionsInput): NonNullable<BrowserWindowConstructorOptions['webPreferences']> {
  return {
    preload: input.preload,
    zoomFactor: input.state.zoomFactor,
    devTools: !input.isPackaged,
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
  }
}
