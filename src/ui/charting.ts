/** The few parts of ECharts that are drawn, in one lazily loaded chunk. Canvas, because SVG would need inline styles. */
import { LineChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

echarts.use([LineChart, GridComponent, MarkLineComponent, TooltipComponent, CanvasRenderer]);

export type Chart = echarts.ECharts;
export type ChartOption = echarts.EChartsCoreOption;

export function drawOn(element: HTMLElement): Chart {
  return echarts.init(element, null, { renderer: 'canvas' });
}
