// Under the pointer: how long after TERM, and what latency the height stands for.
document.querySelectorAll('.chart').forEach(chart => {
  const { from, to, least, most } = chart.dataset;
  const box = chart.viewBox.baseVal, left = 58, right = box.width - 14, top = 44, bottom = box.height - 30;
  const line = chart.querySelector('.cross'), reading = chart.querySelector('.reading');
  const time = ns => Math.abs(ns) < 9.995e8 ? (ns / 1e6).toFixed(0) + ' ms' : (ns / 1e9).toFixed(2) + ' s';
  chart.addEventListener('pointermove', event => {
    const scale = box.width / chart.clientWidth, x = event.offsetX * scale, y = event.offsetY * scale;
    const inside = x >= left && x <= right && y >= top && y <= bottom;
    line.style.visibility = inside ? 'visible' : 'hidden';
    if (!inside) { reading.textContent = ''; return; }
    const at = +from + (x - left) / (right - left) * (to - from);
    const latency = least * Math.pow(most / least, (bottom - y) / (bottom - top));
    line.setAttribute('x1', x); line.setAttribute('x2', x);
    reading.setAttribute('x', x + (x > right - 190 ? -8 : 8));
    reading.style.textAnchor = x > right - 190 ? 'end' : 'start';
    reading.textContent = (at < 0 ? '' : '+') + time(at) + ', took ' + (latency < 1e6 ? (latency / 1e6).toFixed(2) + ' ms' : time(latency));
  });
  chart.addEventListener('pointerleave', () => { line.style.visibility = 'hidden'; reading.textContent = ''; });
});
