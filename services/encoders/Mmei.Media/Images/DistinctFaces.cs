namespace Mmei.Media.Images;

/// <summary>Non-maximum suppression that weighs what it suppresses (Bazarevsky et al. 2019), which keeps boxes and eyes steadier.</summary>
internal static class DistinctFaces
{
    /// <summary>One face for each group of candidates that overlap, the surest first.</summary>
    public static List<Face> Of(IEnumerable<Face> candidates, double mostOverlap)
    {
        var left = candidates.OrderByDescending(face => face.Score).ToList();
        var faces = new List<Face>();
        while (left.Count > 0)
        {
            var group = left.Where((face, place) => place == 0 || face.Overlap(left[0]) > mostOverlap).ToArray();
            faces.Add(new Face(
                left[0].Score, Mean(group, face => face.TopLeft), Mean(group, face => face.BottomRight), Mean(group, face => face.RightEye),
                Mean(group, face => face.LeftEye)));
            left.RemoveAll(group.Contains);
        }

        return faces;
    }

    private static Point Mean(Face[] group, Func<Face, Point> point)
    {
        var total = group.Sum(face => face.Score);
        return new Point(
            group.Sum(face => face.Score * point(face).X) / total, group.Sum(face => face.Score * point(face).Y) / total);
    }
}
