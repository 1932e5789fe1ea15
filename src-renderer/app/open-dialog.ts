import { create } from 'zustand'

export type DialogName = 'about' | 'security' | 'killSwitch'

export interface OpenDialog {
  /** At most one at a time. */
  readonly name: DialogName | undefined
  readonly open: (name: DialogName) => void
  readonly close: () => void
}

/** The dialog in front, where more than one place can ask for it: a button and the desktop's menu. */
export const useOpenDialog = create<OpenDialog>()((set) => ({
  name: undefined,
  open: (name) => set({ name }),
  close: () => set({ name: undefined }),
}))

/** Open state of one dialog in the shape that dialogs take. */
export function useDialogState(name: DialogName): {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
} {
  const dialog = useOpenDialog()
  return {
    open: dialog.name === name,
    onOpenChange: (open) => (open ? dialog.open(name) : dialog.close()),
  }
}
