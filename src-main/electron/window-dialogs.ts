import type {
  BaseWindow,
  Dialog,
  MessageBoxOptions,
  MessageBoxReturnValue,
  OpenDialogOptions,
  OpenDialogReturnValue,
  SaveDialogOptions,
  SaveDialogReturnValue,
} from 'electron/main'

/** Message boxes and file dialogs of the system; each resolves when a person has answered it. */
export interface Dialogs {
  showMessageBox(options: MessageBoxOptions): Promise<MessageBoxReturnValue>
  showOpenDialog(options: OpenDialogOptions): Promise<OpenDialogReturnValue>
  showSaveDialog(options: SaveDialogOptions): Promise<SaveDialogReturnValue>
}

export interface WindowDialogsOptions {
  readonly dialog: Pick<Dialog, 'showMessageBox' | 'showOpenDialog' | 'showSaveDialog'>
  readonly platform: NodeJS.Platform
  /** The window that a dialog belongs to, brought to the front; undefined where none can be seen. */
  readonly window: () => BaseWindow | undefined
}

/**
 * The system's dialogs, on macOS as sheets of the window: one without a window stands the whole program still there
 * until it is answered, an engine inside it included, and cannot be closed by the program.
 */
export function windowDialogs({ dialog, platform, window }: WindowDialogsOptions): Dialogs {
  const parent = (): BaseWindow | undefined => (platform === 'darwin' ? window() : undefined)
  return {
    showMessageBox: async (options) => {
      const owner = parent()
      return owner ? dialog.showMessageBox(owner, options) : dialog.showMessageBox(options)
    },
    showOpenDialog: async (options) => {
      const owner = parent()
      return owner ? dialog.showOpenDialog(owner, options) : dialog.showOpenDialog(options)
    },
    showSaveDialog: async (options) => {
      const owner = parent()
      return owner ? dialog.showSaveDialog(owner, options) : dialog.showSaveDialog(options)
    },
  }
}
