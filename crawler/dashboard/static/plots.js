// Plots of ninety days: data in attributes of the page, drawn by uPlot from left to right.
"use strict";
(function () {
  const DAY_S = 86400;
  const STROKES = ["--plot-1", "--plot-2", "--plot-3", "--plot-4", "--plot-5", "--plot-6"];
  const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const FORMATS = {
    share: (value) => (value === null ? "–" : Math.round(value * 100) + " %"),
    count: (value) => (value === null ? "–" : value.toLocaleString("en")),
  };

  function options(box, lines, format) {
    const axis = { stroke: style("--muted"), grid: { stroke: style("--line"), width: 1 }, ticks: { show: false } };
    return {
      width: box.clientWidth,
      height: 170,
      tzDate: (stamp) => uPlot.tzDate(new Date(stamp * 1000), "Etc/UTC"),
      fmtDate: uPlot.fmtDate,
      cursor: { y: false },
      scales: { y: { range: (_plot, _low, high) => [0, format === FORMATS.share ? 1 : Math.max(high || 0, 1) * 1.1] } },
      axes: [
        { ...axis, values: (_plot, stamps) => stamps.map((stamp) => new Date(stamp * 1000).toISOString().slice(5, 10)) },
        { ...axis, size: 56, values: (_plot, values) => values.map(format) },
      ],
      series: [
        { label: box.dataset.label, value: (_plot, stamp) => (stamp === null ? "–" : new Date(stamp * 1000).toISOString().slice(0, 10)) },
        ...lines.map(([name], at) => ({
          label: name,
          stroke: style(STROKES[at % STROKES.length]),
          width: 1.5,
          points: { size: 4 },
          value: (_plot, value) => format(value),
        })),
      ],
    };
  }

  function draw(box) {
    const days = JSON.parse(box.dataset.days);
    const lines = JSON.parse(box.dataset.lines);
    const format = FORMATS[box.dataset.unit];
    const first = Date.parse(days[0] + "T00:00:00Z") / 1000;
    const stamps = days.map((_day, at) => first + at * DAY_S);
    box.replaceChildren();
    return new uPlot(options(box, lines, format), [stamps, ...lines.map(([, values]) => values)], box);
  }

  document.addEventListener("DOMContentLoaded", () => {
    const boxes = [...document.querySelectorAll(".plot")];
    let plots = boxes.map(draw);
    const again = () => {
      plots.forEach((plot) => plot.destroy());
      plots = boxes.map(draw);
    };
    document.addEventListener("theme", again);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
    addEventListener("resize", () => plots.forEach((plot, at) => plot.setSize({ width: boxes[at].clientWidth, height: 170 })));
  });
})();
