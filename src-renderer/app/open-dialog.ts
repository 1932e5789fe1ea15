import { create } from 'zustand'

export type DialogName =
  | 'about'
  | 'security'
  | 'killSwitch'
  | 'palette'
  | 'shortcuts'
  | 'guide'
  | 'priceAlert'
  | 'closePosition'
  | 'cancelOrders'
  | 'addLayout'
  | 'duplicateLayout'
  | 'renameLayout'
  | 'removeLayout'
  | 'resetLayout'

export interface OpenDialog {
  /** At most one at a time. */
  readonly name: DialogName | undefined
  /** What it was opened for: a layout, or what stands in the search field. */
  readonly about: string
  readonly open: (name: DialogName, about?: string) => void
  readonly close: () => void
}

/** The dialog in front, where more than one place can ask for it: a button, a command and the desktop's menu. */
export const useOpenDialog = create<OpenDialog>()((set) => ({
  name: undefined,
  about: '',
  open: (name, about = '') => set({ name, about }),
  close: () => set({ name: undefined }),
}))

/**
 * Opens a dialog from a menu, once the menu has gone and has given the focus back: otherwise it would take the focus
 * from the dialog.
 */
export function openAfterMenu(name: DialogName, about?: string): void {
  requestAnimationFrame(() => requestAnimationFrame(() => useOpenDialog.getState().open(name, about)))
}

/** Open state of one dialog in the shape that dialogs take. */
export function useDialogState(name: DialogName): {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
} {
  const dialog = useOpenDialog()
  return {
    open: dialog.name === name,
    onOpenChange: (open) => {
      if (open) dialog.open(name)
      else if (useOpenDialog.getState().name === name) dialog.close()
    },
  }
}
