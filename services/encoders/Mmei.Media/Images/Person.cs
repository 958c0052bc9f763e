using Mmei.Contracts.V1;

namespace Mmei.Media.Images;

/// <summary>Which of several faces is read.</summary>
public static class Person
{
    /// <summary>Faces whose scores reach this part of the best one are as good; what is less sure is often a thing.</summary>
    private const double Alike = 0.9;

    /// <summary>The largest of those that are about as sure as the surest.</summary>
    /// <param name="faces">At least one.</param>
    public static Face Of(IReadOnlyList<Face> faces) => Sure(faces).First();

    /// <summary>
    /// The frames of a video that show one person, with that person's face: the one whose faces are largest in sum. A face goes on from the
    /// nearest one before it, which must be within its own size and at most twice as large or half as large.
    /// </summary>
    public static IReadOnlyList<(RgbImage Frame, Face Face)> Follow(IReadOnlyList<FoundFaces> frames)
    {
        ArgumentNullException.ThrowIfNull(frames);
        var people = new List<List<(RgbImage Frame, Face Face)>>();
        foreach (var frame in frames)
        {
            var free = people.ToList();
            foreach (var face in Sure(frame.Faces))
            {
                var same = free.Where(person => Continues(person[^1].Face, face)).MinBy(person => Distance(person[^1].Face, face));
                if (same is null)
                {
                    people.Add(same = []);
                }

                free.Remove(same);
                same.Add((frame.Picture, face));
            }
        }

        return people.MaxBy(person => person.Sum(seen => seen.Face.Side)) ?? [];
    }

    /// <summary>
    /// Where a face is in the one picture that was sent. Null for a video, and where the face was found in a turned copy of the picture:
    /// there it is not where it would be seen.
    /// </summary>
    /// <param name="sent">The picture, or the frames of a video.</param>
    /// <param name="frame">What the face was found in.</param>
    /// <param name="face">In pixels of <paramref name="frame"/>.</param>
    public static FaceBox? Place(IReadOnlyList<RgbImage> sent, RgbImage frame, Face face)
    {
        ArgumentNullException.ThrowIfNull(face);
        return sent is [var picture] && ReferenceEquals(picture, frame) ? face.BoxIn(picture) : null;
    }

    /// <summary>Those that are about as sure as the surest, the largest first.</summary>
    private static IEnumerable<Face> Sure(IReadOnlyList<Face> faces)
    {
        var least = Alike * faces.Select(face => face.Score).DefaultIfEmpty().Max();
        return faces.Where(face => face.Score >= least).OrderByDescending(face => face.Side);
    }

    private static bool Continues(Face last, Face next) =>
        Distance(last, next) < Math.Max(last.Side, next.Side) && next.Side < 2 * last.Side && last.Side < 2 * next.Side;

    private static double Distance(Face one, Face other) => double.Hypot(one.Centre.X - other.Centre.X, one.Centre.Y - other.Centre.Y);
}
