mod practice;
