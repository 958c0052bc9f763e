namespace Mmei.Media.Images;

/// <summary>A picture as a detector is shown it: its longer side at a part of the detector's, in the middle of black.</summary>
internal sealed class Letterbox
{
    private readonly int _side;
    private readonly int _left;
    private readonly int _top;
    private readonly double _across;
    private readonly double _down;

    public Letterbox(RgbImage picture, int side, double fill)
    {
        _side = side;
        var small = picture.Reduced((int)(Math.Max(picture.Width, picture.Height) / (side * fill)));
        var scale = side * fill / Math.Max(small.Width, small.Height);
        var (columns, rows) = (Scaled(small.Width, scale), Scaled(small.Height, scale));
        (_left, _top) = ((side - columns) / 2, (side - rows) / 2);
        (_across, _down) = ((double)columns / picture.Width, (double)rows / picture.Height);
        Fill(ImagePlanes.Colour(small, new Region(0, 0, small.Width, small.Height), columns, rows), columns, rows);
    }

    /// <summary>side x side x 3 values in -1..1.</summary>
    public float[] Image { get; private set; } = [];

    /// <summary>From 0..1 of the detector's picture to pixels of the picture.</summary>
    public Point Placed(Point point) => new(((point.X * _side) - _left) / _across, ((point.Y * _side) - _top) / _down);

    private static int Scaled(int size, double scale) => Math.Max((int)((size * scale) + 0.5), 1);

    private void Fill(float[] planes, int columns, int rows)
    {
        Image = new float[_side * _side * 3];
        Array.Fill(Image, -1);
        for (var y = 0; y < rows; y++)
        {
            var row = Image.AsSpan((((_top + y) * _side) + _left) * 3, columns * 3);
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = (planes[(((i % 3 * rows) + y) * columns) + (i / 3)] / 127.5f) - 1;
            }
        }
    }
}
