// Runs before the first paint, so that a chosen theme never flashes the other one. Keep in step with ui/use-theme.ts.
(function () {
  try {
    var choice = localStorage.getItem('vigil-theme');
    if (choice === 'light' || choice === 'dark') document.documentElement.dataset.theme = choice;
  } catch (_) {
    // Storage is blocked: the system's preference holds.
  }
})();
