import './key-cap.css'

/** Keys as they are printed on the keyboard: `Ctrl K`. */
export function KeyCap({ keys }: { readonly keys: string }) {
  return <kbd className="key-cap">{keys}</kbd>
}
