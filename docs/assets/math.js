// Formulas, by KaTeX from this folder: nothing is loaded from elsewhere.
document$.subscribe(() => {
  for (const place of document.querySelectorAll(".arithmatex")) {
    const text = place.textContent.trim();
    const block = text.startsWith("\\[");
    katex.render(text.slice(2, -2), place, { displayMode: block, throwOnError: true });
  }
});
