export interface FrameView {
  readonly url: string
  readonly isMain: boolean
  /** Chromium's number of the frame, stable while it lives. */
  readonly frameId: string
}

export interface PageRequest {
  readonly windowId: number
  /** As main knows it: with the program's own scheme. */
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  /** In Electron's words: `mainFrame`, `script`, `xhr`, … */
  readonly resourceType: string
  readonly isNavigation: boolean
  /** Main asked for this navigation itself. */
  readonly isProgrammed: boolean
}

export type RequestDecision =
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly headers: Readonly<Record<string, string>>
      readonly body: Uint8Array
    }
  /** A navigation that does not take place: the page stays as it is. */
  | { readonly kind: 'stay' }
  | { readonly kind: 'block' }
  /** The window is about to go: nobody waits for the answer any more. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'pass' }

export interface PageCall {
  readonly windowId: number
  readonly frame: FrameView
  readonly channel: string
  readonly args: readonly unknown[]
}

export interface MessageToPage {
  readonly channel: string
  readonly args: readonly unknown[]
  /** Numbers of the ports that go with it. */
  readonly ports: readonly number[]
}

export interface OpenWindowRequest {
  readonly windowId: number
  /** Text of the preload file. */
  readonly preload: string
  /** The preload runs in frames inside of the page as well. */
  readonly subFrames: boolean
  readonly width: number
  readonly height: number
  /** Folder of the program's profile. */
  readonly profile: string
  readonly colorScheme: 'dark' | 'light'
}

export type LoadStage = 'navigated' | 'domReady' | 'loaded'

/** What the process of the specs does for main: it owns the browser. */
export interface HarnessSide {
  started(): void
  openWindow(request: OpenWindowRequest): Promise<void>
  /**
   * @param deniedPermissions - Chromium's names of what the program denies to that page.
   * @throws with Chromium's error name where the page cannot be loaded.
   */
  load(windowId: number, url: string, deniedPermissions: readonly string[]): Promise<void>
  reload(windowId: number): Promise<void>
  crash(windowId: number): Promise<void>
  closeWindow(windowId: number): Promise<void>
  resize(windowId: number, width: number, height: number): Promise<void>
  execute(windowId: number, code: string): Promise<unknown>
  send(windowId: number, message: MessageToPage): void
  postToPort(port: number, data: unknown): void
  disconnectPort(port: number): void
  setColorScheme(colorScheme: 'dark' | 'light'): void
  /** Something happened that no spec asked for. */
  fault(text: string): void
}

/** What main does for the process of the specs. */
export interface MainSide {
  /** Runs the text of a function in main, with Electron as its first argument. */
  evaluate(source: string, arg: unknown): Promise<unknown>
  request(request: PageRequest): Promise<RequestDecision>
  invoke(call: PageCall): Promise<unknown>
  sent(call: PageCall): void
  windowOpened(windowId: number, url: string, frameName: string): void
  stage(windowId: number, stage: LoadStage, url: string): void
  preloadFailed(windowId: number, message: string): void
  crashed(windowId: number): void
  /** The page was closed from outside, as by a click on its button. */
  pageClosed(windowId: number): void
  download(windowId: number, url: string): void
  /** The page is gone, or has been replaced: its ports are. */
  pagePortsLost(windowId: number): void
  postFromPort(port: number, data: unknown): void
  closePort(port: number): void
}
