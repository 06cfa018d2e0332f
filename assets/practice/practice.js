// Shows the copy buttons, which do nothing without a script, and makes them work.
for (const button of document.querySelectorAll("button[data-copy]")) {
  const value = document.getElementById(button.dataset.copy);
  const said = document.createElement("span");
  said.className = "said";
  said.setAttribute("role", "status");
  button.before(said);
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(value.textContent);
      said.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(value);
      said.textContent = "Selected: press Ctrl+C";
    }
  });
}
