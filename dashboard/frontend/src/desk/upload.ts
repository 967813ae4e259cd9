/** The words of Streamlit's own upload button, which speaks English in every language. */
import { _ } from "../i18n";

/** Keep the button in the editor's language as long as its form is there; Streamlit draws it anew at will. */
export function nameUpload(): () => void {
  const name = () => {
    const words = _("Choose a file");
    for (const one of document.querySelectorAll('[data-testid="stFileUploaderDropzone"] button p'))
      if (one.textContent !== words) one.textContent = words;
  };
  const watcher = new MutationObserver(name);
  watcher.observe(document.body, { childList: true, subtree: true });
  name();
  return () => watcher.disconnect();
}
