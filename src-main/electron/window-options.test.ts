import { describe, expect, it } from 'vitest'
import { windowOptions, type WindowOptionsInput } from './window-options.ts'

const INPUT: WindowOptionsInput = {
  state: {
    bounds: { x: 10, y: 20, width: 1200, height: 800 },
    isMaximised: false,
    isFullScreen: false,
    zoomFactor: 1.5,
  },
  preload: '/out/preload/index.cjs',
  icon: '/resources/icon.png',
  platform: 'linux',
  isDark: true,
  isPackaged: true,
}

describe('windowOptions', () => {
  it('isolates and sandboxes the page', () => {
    expect(windowOptions(INPUT).webPreferences).toStrictEqual({
      preload: '/out/preload/index.cjs',
      zoomFactor: 1.5,
      devTools: false,
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
    })
  })

  it('places the window and hides it until the page has painted', () => {
    const { webPreferences: _preferences, ...options } = windowOptions(INPUT)
    expect(options).toStrictEqual({
      x: 10,
      y: 20,
      width: 1200,
      height: 800,
      minWidth: 1024,
      minHeight: 640,
      title: 'Wheelhouse',
      show: false,
      backgroundColor: '#07090b',
      icon: '/resources/icon.png',
    })
  })

  it('has developer tools only where it is not packaged', () => {
    expect(windowOptions({ ...INPUT, isPackaged: false }).webPreferences?.devTools).toBe(true)
  })

  it('takes the light ground with a light system, and full screen where it was', () => {
    const options = windowOptions({ ...INPUT, isDark: false, state: { ...INPUT.state, isFullScreen: true } })
    expect([options.backgroundColor, options.fullscreen]).toEqual(['#dde1e5', true])
  })

  it('leaves the icon to the bundle on macOS', () => {
    expect(windowOptions({ ...INPUT, platform: 'darwin' })).not.toHaveProperty('icon')
  })
})
