mod widgets;
